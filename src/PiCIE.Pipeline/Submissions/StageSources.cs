using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Sets the inputs of the stages of a submit: those of new stages, and those of existing ones that are still to be done.</summary>
internal sealed class StageSources
{
    private readonly ILookup<Guid, StageInput> _known;
    private readonly HashSet<Guid> _done;
    private readonly Guid _dataSet;
    private readonly IReadOnlyDictionary<string, (Artifact Artifact, string File)> _weights;

    private StageSources(
        ILookup<Guid, StageInput> known, HashSet<Guid> done, Guid dataSet, IReadOnlyDictionary<string, (Artifact Artifact, string File)> weights)
    {
        _known = known;
        _done = done;
        _dataSet = dataSet;
        _weights = weights;
    }

    /// <summary>Reads the inputs of the existing stages, and which of those are done, in two queries however many stages there are.</summary>
    public static async Task<StageSources> LoadAsync(
        PicieContext context, IEnumerable<Stage> stages, Guid dataSet, IReadOnlyDictionary<string, (Artifact Artifact, string File)> weights, CancellationToken cancel)
    {
        Guid[] open = [.. stages.Where(stage => stage.State != StageState.Done).Select(stage => stage.Id)];
        List<StageInput> inputs = await context.StageInputs.Where(input => open.Contains(input.StageId)).ToListAsync(cancel);
        List<Guid> done = await context.Stages
            .Where(stage => stage.State == StageState.Done
                && context.StageInputs.Any(input => input.SourceStageId == stage.Id && open.Contains(input.StageId)))
            .Select(stage => stage.Id).ToListAsync(cancel);
        return new StageSources(inputs.ToLookup(input => input.StageId), [.. done], dataSet, weights);
    }

    /// <summary>Returns whether the stages that make the inputs of a planned stage are done.</summary>
    public static bool AreDone(PlannedStage planned, IReadOnlyDictionary<string, Stage> byKey) =>
        planned.Inputs.Where(input => input.StageKey is not null).All(input => byKey[input.StageKey!].State == StageState.Done);

    /// <summary>Returns the inputs of a new stage.</summary>
    public IEnumerable<StageInput> Of(Stage stage, PlannedStage planned, IReadOnlyDictionary<string, Stage> byKey) => planned.Inputs.Select(input =>
    {
        StageInput row = new() { StageId = stage.Id, Role = input.Role };
        Point(row, input, byKey);
        return row;
    });

    /// <summary>
    /// Points the inputs of a stage that is still to be done to what the plan names. Where all that it read before is done and what the
    /// plan names is not, it goes on reading the former: equal keys stand for equal content, and it need not wait.
    /// </summary>
    /// <returns>Whether all its inputs are done now.</returns>
    public bool Point(Stage stage, PlannedStage planned, IReadOnlyDictionary<string, Stage> byKey)
    {
        bool plannedAreDone = AreDone(planned, byKey);
        bool keeps = !plannedAreDone && _known[stage.Id].All(row => row.SourceStageId is not { } source || _done.Contains(source));
        Dictionary<string, PlannedInput> byRole = planned.Inputs.ToDictionary(input => input.Role, StringComparer.Ordinal);
        foreach (StageInput row in _known[stage.Id].Where(row => row.SourceStageId is null || !keeps))
        {
            Point(row, byRole[row.Role], byKey);
        }

        return plannedAreDone || keeps;
    }

    private void Point(StageInput row, PlannedInput input, IReadOnlyDictionary<string, Stage> byKey)
    {
        (Artifact Artifact, string File)? weights = input.Sha256 is { } sha256 ? _weights[sha256] : null;
        row.SourceStageId = input.StageKey is { } key ? byKey[key].Id : null;
        row.ArtifactId = weights?.Artifact.Id;
        row.File = weights is { } start ? start.File : input.File;
        row.DataSetId = input.StageKey is null && weights is null ? _dataSet : null;
    }
}
