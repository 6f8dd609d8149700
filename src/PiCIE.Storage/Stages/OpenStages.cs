using PiCIE.Experiments.States;

namespace PiCIE.Storage.Stages;

/// <summary>What of an experiment is still to be done: its stages that may start or run. What stays blocked waits for a failed one.</summary>
public static class OpenStages
{
    /// <summary>The wanted stages of an experiment that are ready or running.</summary>
    /// <param name="context">The database.</param>
    /// <param name="experiment">Id of the experiment.</param>
    public static IQueryable<Stage> Of(PicieContext context, Guid experiment) => Wanted(context, experiment)
        .Where(stage => stage.State == StageState.Ready || stage.State == StageState.Running);

    /// <summary>
    /// All stages that runs of the experiment want, and those that these read: packs for a train stage that two experiments share may be
    /// made by a preprocess stage that only the other one names.
    /// </summary>
    /// <param name="context">The database.</param>
    /// <param name="experiment">Id of the experiment.</param>
    public static IQueryable<Stage> Wanted(PicieContext context, Guid experiment)
    {
        IQueryable<Guid> named = context.RunStages
            .Where(wanted => context.Runs.Any(run => run.Id == wanted.RunId && run.ExperimentId == experiment))
            .Select(wanted => wanted.StageId);
        return context.Stages.Where(stage => named.Contains(stage.Id)
            || context.StageInputs.Any(input => input.SourceStageId == stage.Id && named.Contains(input.StageId)));
    }
}
