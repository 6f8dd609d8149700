using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.States;
using PiCIE.Storage.Databases;

namespace PiCIE.Storage.Stages;

/// <summary>Ends the open attempts of stages whose worker is gone; the stages are tried again while the tries of lost attempts last.</summary>
internal static class LostAttempts
{
    /// <summary>Ends them.</summary>
    /// <param name="context">The database, inside a transaction.</param>
    /// <param name="tries">Ends each.</param>
    /// <param name="clock">Gives the time.</param>
    /// <param name="gone">The stages; only those that run when they are locked are looked at.</param>
    /// <param name="changes">Saves the change with what follows from it.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>Number of attempts that were ended.</returns>
    public static async Task<int> EndAsync(
        PicieContext context,
        Tries tries,
        TimeProvider clock,
        IQueryable<Stage> gone,
        StageChanges changes,
        CancellationToken cancel)
    {
        IQueryable<Stage> running = gone.Where(stage => stage.State == StageState.Running);
        List<Guid> held = await running.Select(stage => stage.Id).ToListAsync(cancel);
        await StageLocks.TakeAsync(context, held, cancel);
        // A lease that passed since then is of a stage that is not locked: somebody may be committing it.
        Dictionary<Guid, Stage> stages = await running.Where(stage => held.Contains(stage.Id)).ToDictionaryAsync(stage => stage.Id, cancel);
        if (stages.Count == 0)
        {
            return 0;
        }

        DateTimeOffset now = await clock.NowAsync(context, cancel);
        List<Attempt> open = await context.Attempts.Where(attempt => attempt.EndedAt == null && stages.Keys.Contains(attempt.StageId)).ToListAsync(cancel);
        List<FencedAttempt> ended = open.ConvertAll(attempt => new FencedAttempt(stages[attempt.StageId], attempt, now));
        foreach (FencedAttempt attempt in ended)
        {
            await tries.EndAsync(context, attempt, GoneOf(attempt.Attempt), cancel);
        }

        await changes.SaveAsync(context, now, stages.Keys, cancel);
        foreach (FencedAttempt attempt in ended)
        {
            await attempt.ChargeAsync(context, cancel);
        }
        return open.Count;
    }

    private static Failure GoneOf(Attempt attempt) => new(
        FailureKind.Lost, $"Nothing more was heard of {attempt.Worker}, which worked on it.",
        "Look whether that machine ran out of memory or was switched off; 'picie retry' tries it again.");
}
