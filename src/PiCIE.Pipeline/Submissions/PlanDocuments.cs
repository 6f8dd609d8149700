using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Specs;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Makes the document of a plan, with the state of what is there already.</summary>
internal static class PlanDocuments
{
    /// <summary>Returns the document of a plan.</summary>
    /// <param name="context">The database.</param>
    /// <param name="planned">The plan.</param>
    /// <param name="person">Name of the person whose experiment it is.</param>
    /// <param name="damaged">Keys of done stages whose artifacts are missing or damaged; a submit makes them again.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public static async Task<PlanDocument> OfAsync(
        PicieContext context, PlannedExperiment planned, string person, IReadOnlyCollection<string> damaged, CancellationToken cancel)
    {
        string[] keys = [.. planned.Plan.Stages.Select(stage => stage.Key)];
        Dictionary<string, StageState> states = await context.Stages.Where(stage => keys.Contains(stage.Key))
            .ToDictionaryAsync(stage => stage.Key, stage => damaged.Contains(stage.Key) ? StageState.Ready : stage.State, cancel);
        var runs = await context.Runs
            .Where(run => context.Experiments.Any(row => row.Id == run.ExperimentId && row.Person == person && row.Name == planned.Spec.Name))
            .OrderBy(run => run.Position).Select(run => new { run.Identity, run.Name }).ToListAsync(cancel);
        JsonElement? first = await FirstSettingsAsync(context, person, planned.Spec.Name, cancel);
        Dictionary<string, string> nameOf = runs.ToDictionary(run => run.Identity, run => run.Name);
        return new PlanDocument(
            planned.Spec.Name,
            [.. planned.Plan.Runs.Select(run => (Run: run, Known: nameOf.GetValueOrDefault(Submission.IdentityOf(run)))).Select(pair => new PlannedRunDocument(
                pair.Known ?? RunNames.NameOf(pair.Run, first), pair.Run.ConfigId, new SeedsDocument(pair.Run.TrainSeed, pair.Run.ClusterSeed), pair.Known is not null))],
            [.. planned.Plan.Stages.Select(stage => new PlannedStageDocument(
                stage.Kind, stage.Key, stage.Title,
                states.TryGetValue(stage.Key, out StageState state) ? StatusOf(state) : PlannedStatus.New))])
        {
            Settings = planned.Plan.Settings,
        };
    }

    private static PlannedStatus StatusOf(StageState state) => state switch
    {
        StageState.Blocked => PlannedStatus.Blocked,
        StageState.Ready => PlannedStatus.Ready,
        StageState.Running => PlannedStatus.Running,
        StageState.Done => PlannedStatus.Done,
        StageState.Failed => PlannedStatus.Failed,
        StageState.Canceled => PlannedStatus.Canceled,
        _ => throw new UnreachableException($"no status is known for the state {state}"),
    };

    /// <summary>Returns the settings of the first run of an experiment, from which the names of further runs tell the differences.</summary>
    private static async Task<JsonElement?> FirstSettingsAsync(PicieContext context, string person, string experiment, CancellationToken cancel)
    {
        string? first = await context.Runs
            .Where(run => context.Experiments.Any(row => row.Id == run.ExperimentId && row.Person == person && row.Name == experiment))
            .OrderBy(run => run.Position)
            .Join(context.RunDocuments, run => run.Id, documents => documents.RunId, (_, documents) => documents.Settings)
            .FirstOrDefaultAsync(cancel);
        return first is null ? null : JsonSerializer.Deserialize<JsonElement>(first);
    }
}
