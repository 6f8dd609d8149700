using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.States;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;

namespace PiCIE.Storage.Stages;

/// <summary>Ends the open attempts of stages whose worker is gone; the stages are ready again.</summary>
internal static class LostAttempts
{
    /// <summary>Ends them.</summary>
    /// <param name="context">The database, inside a transaction.</param>
    /// <param name="journal">Takes the events.</param>
    /// <param name="clock">Gives the time.</param>
    /// <param name="gone">The stages; only those that run when they are locked are looked at.</param>
    /// <param name="save">Saves the change of some stages with what follows from it.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>Number of attempts that were ended.</returns>
    public static async Task<int> EndAsync(
        PicieContext context,
        EventJournal journal,
        TimeProvider clock,
        IQueryable<Stage> gone,
        Func<PicieContext, DateTimeOffset, IReadOnlyCollection<Guid>, CancellationToken, Task<bool>> save,
        CancellationToken cancel)
    {
        IQueryable<Stage> running = gone.Where(stage => stage.State == StageState.Running);
        await StageLocks.TakeAsync(context, await running.Select(stage => stage.Id).ToListAsync(cancel), cancel);
        Dictionary<Guid, Stage> stages = await running.ToDictionaryAsync(stage => stage.Id, cancel);
        if (stages.Count == 0)
        {
            return 0;
        }

        DateTimeOffset now = await clock.NowAsync(context, cancel);
        List<Attempt> open = await context.Attempts.Where(attempt => attempt.EndedAt == null && stages.Keys.Contains(attempt.StageId)).ToListAsync(cancel);
        foreach (Attempt attempt in open)
        {
            stages[attempt.StageId].Change(StageCause.TriedAgain);
            journal.Append(context, now, new AttemptLost(attempt.StageId, attempt.Number, attempt.End(now, AttemptOutcome.Lost, null)));
        }

        await save(context, now, stages.Keys, cancel);
        return open.Count;
    }
}
