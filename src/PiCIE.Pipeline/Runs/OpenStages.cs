using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Runs;

/// <summary>What of an experiment is still to be done: its stages that may start or run. What stays blocked waits for a failed one.</summary>
internal static class OpenStages
{
    public static IQueryable<Stage> Of(PicieContext context, Guid experiment) => Wanted(context, experiment)
        .Where(stage => stage.State == StageState.Ready || stage.State == StageState.Running);

    /// <summary>All stages that runs of the experiment want.</summary>
    public static IQueryable<Stage> Wanted(PicieContext context, Guid experiment) => context.Stages
        .Where(stage => context.RunStages.Any(wanted => wanted.StageId == stage.Id
            && context.Runs.Any(run => run.Id == wanted.RunId && run.ExperimentId == experiment)));
}
