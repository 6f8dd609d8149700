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
            .Select(stage => new { stage.Key, stage.State })
            .ToDictionaryAsync(stage => stage.Key, stage => damaged.Contains(stage.Key) ? StageState.Ready : stage.State, cancel);
        Guid experiment = await context.Experiments.Where(row => row.Person == person && row.Name == planned.Spec.Name)
            .Select(row => row.Id).SingleOrDefaultAsync(cancel);
        Dictionary<string, string> known = await context.Runs.Where(run => run.ExperimentId == experiment)
            .Select(run => new { run.Identity, run.Name }).ToDictionaryAsync(run => run.Identity, run => run.Name, cancel);
        RunNames names = await StoredNames.OfAsync(context, experiment, cancel);
        PlannedRunDocument[] runs = [.. planned.Plan.Runs.Select(run => DocumentOf(run, planned.Plan, known.GetValueOrDefault(Submission.IdentityOf(run)), names))];
        return new PlanDocument(
            planned.Spec.Name,
            runs,
            [.. planned.Plan.Stages.Select(stage => new PlannedStageDocument(
                stage.Kind, stage.Key, stage.Title,
                states.TryGetValue(stage.Key, out StageState state) ? StatusOf(state) : PlannedStatus.New))])
        {
            Settings = planned.Plan.Settings,
            Remarks = planned.Spec.Remarks,
            EqualRuns = [.. planned.Plan.EqualRuns.Select(equal => new EqualRunDocument(equal.Combination, equal.Seed, runs[equal.Run].Name))],
        };
    }

    private static PlannedRunDocument DocumentOf(PlannedRun run, Plan plan, string? known, RunNames names) => new(
        known ?? names.Next(run), run.ConfigId, new SeedsDocument(run.TrainSeed, run.ClusterSeed), known is not null)
    {
        Settings = plan.Varied.GetValueOrDefault(run.ConfigId) ?? new Dictionary<string, JsonElement>(),
    };

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
}
