using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Specs;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Sets a plan beside what is there already.</summary>
internal static class PlanDocuments
{
    /// <summary>The document of a plan.</summary>
    /// <param name="context">The database.</param>
    /// <param name="planned">The plan.</param>
    /// <param name="person">Whose experiment it is.</param>
    /// <param name="damaged">Keys of done stages whose artifacts are missing or damaged: a submit makes them again.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public static async Task<PlanDocument> OfAsync(
        PicieContext context, PlannedExperiment planned, string person, IReadOnlyCollection<string> damaged, CancellationToken cancel)
    {
        string[] keys = [.. planned.Plan.Stages.Select(stage => stage.Key)];
        Dictionary<string, StageState> states = await context.Stages.Where(stage => keys.Contains(stage.Key))
            .ToDictionaryAsync(stage => stage.Key, stage => damaged.Contains(stage.Key) ? StageState.Ready : stage.State, cancel);
        HashSet<string> known = [.. await context.Runs
            .Where(run => context.Experiments.Any(row => row.Id == run.ExperimentId && row.Person == person && row.Name == planned.Spec.Name))
            .Select(run => run.Identity).ToListAsync(cancel)];
        return new PlanDocument(
            planned.Spec.Name,
            [.. planned.Plan.Runs.Select(run => new PlannedRunDocument(
                run.Name, run.ConfigId, new SeedsDocument(run.TrainSeed, run.ClusterSeed), known.Contains(Submission.IdentityOf(run))))],
            [.. planned.Plan.Stages.Select(stage => new PlannedStageDocument(
                StageWords.Of(stage.Kind), stage.Key, stage.Title,
                states.TryGetValue(stage.Key, out StageState state) ? StageTransitions.Word(state) : "new"))]);
    }
}
