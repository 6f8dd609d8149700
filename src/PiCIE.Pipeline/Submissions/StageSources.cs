using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Where the stages of a submit get their inputs from: those of new stages, and those of old ones that are still to be done.</summary>
internal sealed class StageSources
{
    /// <summary>A worker hears of its stage process every 10 s (spec.md 8); one that was silent for so long is gone.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly ILookup<Guid, StageInput> known;
    private readonly Dictionary<Guid, StageState> states;
    private readonly bool workGoesOn;
    private readonly string dataFolder;
    private readonly (Artifact Artifact, string File)? weights;

    private StageSources(
        ILookup<Guid, StageInput> known,
        Dictionary<Guid, StageState> states,
        bool workGoesOn,
        string dataFolder,
        (Artifact Artifact, string File)? weights)
    {
        this.known = known;
        this.states = states;
        this.workGoesOn = workGoesOn;
        this.dataFolder = dataFolder;
        this.weights = weights;
    }

    /// <summary>Reads the inputs of the stages that are there, and how far those are; three queries however many stages there are.</summary>
    public static async Task<StageSources> LoadAsync(
        PicieContext context,
        IEnumerable<Stage> stages,
        string dataFolder,
        (Artifact Artifact, string File)? weights,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        Guid[] open = [.. stages.Where(stage => stage.State != StageState.Done).Select(stage => stage.Id)];
        List<StageInput> inputs = await context.StageInputs.Where(input => open.Contains(input.StageId)).ToListAsync(cancel);
        Dictionary<Guid, StageState> states = await context.Stages
            .Where(stage => context.StageInputs.Any(input => input.SourceStageId == stage.Id && open.Contains(input.StageId)))
            .ToDictionaryAsync(stage => stage.Id, stage => stage.State, cancel);
        DateTimeOffset silentSince = now - Lease;
        bool workGoesOn = await context.Attempts.AnyAsync(attempt => attempt.EndedAt == null && attempt.HeardAt > silentSince, cancel);
        return new StageSources(inputs.ToLookup(input => input.StageId), states, workGoesOn, dataFolder, weights);
    }

    /// <summary>Whether the stages that make the inputs of a plan are done.</summary>
    public static bool AreDone(PlannedStage planned, IReadOnlyDictionary<string, Stage> byKey) =>
        planned.Inputs.Where(input => input.StageKey is not null).All(input => byKey[input.StageKey!].State == StageState.Done);

    /// <summary>The inputs of a new stage.</summary>
    public IEnumerable<StageInput> Of(Stage stage, PlannedStage planned, IReadOnlyDictionary<string, Stage> byKey) => planned.Inputs.Select(input =>
    {
        StageInput row = new() { StageId = stage.Id, Role = input.Role };
        Point(row, input, byKey);
        return row;
    });

    /// <summary>
    /// Points the inputs of a stage that is still to be done to what the plan names. As long as that is not done, it keeps those of an
    /// earlier plan where they are done, so that it need not wait, or where a worker is at work, which may be making them for it: equal
    /// keys stand for equal content.
    /// </summary>
    /// <returns>Whether all that it reads now is done.</returns>
    public bool Point(Stage stage, PlannedStage planned, IReadOnlyDictionary<string, Stage> byKey)
    {
        bool plannedAreDone = AreDone(planned, byKey);
        StageState[] before = [.. known[stage.Id].Select(row => row.SourceStageId).OfType<Guid>().Select(source => states[source])];
        bool wereDone = before.All(state => state == StageState.Done);
        bool mayCome = workGoesOn && !before.Any(state => state is StageState.Failed or StageState.Canceled);
        bool keeps = !plannedAreDone && (wereDone || mayCome);
        Dictionary<string, PlannedInput> byRole = planned.Inputs.ToDictionary(input => input.Role, StringComparer.Ordinal);
        foreach (StageInput row in known[stage.Id].Where(row => row.SourceStageId is null || !keeps))
        {
            Point(row, byRole[row.Role], byKey);
        }

        return plannedAreDone || wereDone;
    }

    private void Point(StageInput row, PlannedInput input, IReadOnlyDictionary<string, Stage> byKey)
    {
        bool isWeights = input.Sha256 is not null;
        row.SourceStageId = input.StageKey is { } key ? byKey[key].Id : null;
        row.ArtifactId = isWeights ? weights?.Artifact.Id : null;
        row.File = isWeights ? weights?.File : input.File;
        row.Path = input.StageKey is null && !isWeights ? dataFolder : null;
    }
}
