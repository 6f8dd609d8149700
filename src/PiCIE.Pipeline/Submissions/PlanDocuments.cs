using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
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
    public static async Task<PlanDocument> OfAsync(
        PicieContext context, PlannedExperiment planned, string person, CancellationToken cancel)
    {
        string[] keys = [.. planned.Plan.Stages.Select(stage => stage.Key)];
        Dictionary<string, StageState> states = await context.Stages.Where(stage => keys.Contains(stage.Key))
            .ToDictionaryAsync(stage => stage.Key, stage => stage.State, cancel);
        HashSet<string> known = [.. await context.Runs
            .Where(run => context.Experiments.Any(row => row.Id == run.ExperimentId && row.Person == person && row.Name == planned.Spec.Name))
            .Select(run => run.Identity).ToListAsync(cancel)];
        return new PlanDocument(
            planned.Spec.Name,
            [.. planned.Plan.Runs.Select(run => new PlannedRunDocument(
                run.Name, run.ConfigId, new SeedsDocument(run.TrainSeed, run.ClusterSeed), known.Contains(Submission.IdentityOf(run))))],
            [.. planned.Plan.Stages.Select(stage => new PlannedStageDocument(
                stage.Kind.Word(), stage.Key, stage.Title,
                states.TryGetValue(stage.Key, out StageState state) ? state.Word() : "new"))]);
    }
}
