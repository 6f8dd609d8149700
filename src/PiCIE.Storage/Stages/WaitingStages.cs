using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.States;
using PiCIE.Storage.Events;

namespace PiCIE.Storage.Stages;

/// <summary>Finds blocked stages that wait for nothing any more, and makes them ready.</summary>
internal static class WaitingStages
{
    /// <summary>Returns the blocked stages whose inputs are all done.</summary>
    public static IQueryable<Stage> ForNothing(PicieContext context) => context.Stages
        .Where(stage => stage.State == StageState.Blocked && !context.StageInputs.Any(input => input.StageId == stage.Id
            && context.Stages.Any(source => source.Id == input.SourceStageId && source.State != StageState.Done)));

    /// <summary>Returns those of them that read a stage.</summary>
    public static IQueryable<Stage> ReadersOf(PicieContext context, Guid source) =>
        ForNothing(context).Where(stage => context.StageInputs.Any(input => input.StageId == stage.Id && input.SourceStageId == source));

    /// <summary>Makes stages ready.</summary>
    /// <returns>Ids of the stages.</returns>
    public static async Task<IReadOnlyCollection<Guid>> ReleaseAsync(
        PicieContext context, EventJournal journal, DateTimeOffset now, IQueryable<Stage> waiting, CancellationToken cancel)
    {
        List<Guid> stages = await waiting.OrderBy(stage => stage.CreatedAt).Select(stage => stage.Id).ToListAsync(cancel);
        await context.Stages.Where(stage => stages.Contains(stage.Id)).ExecuteUpdateAsync(
            update => update.SetProperty(stage => stage.State, StageTransitions.After(StageState.Blocked, StageCause.InputsDone)), cancel);
        stages.ForEach(stage => journal.Append(context, now, new StageBecameReady(stage)));
        return stages;
    }
}
