using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.States;
using PiCIE.Storage.Auditing;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Control;

/// <summary>
/// Cancels runs. A stage that no other run has any more is canceled with them, and an attempt at it is fenced in the same transaction; a
/// stage that others have too goes on for them.
/// </summary>
/// <param name="contexts">Opens contexts.</param>
/// <param name="journal">Takes the events.</param>
/// <param name="clock">Gives the time, where the database has no clock of its own.</param>
public sealed class RunCancellation(IDbContextFactory<PicieContext> contexts, EventJournal journal, TimeProvider clock)
{
    private readonly UnwantedStages _unwanted = new(journal);

    /// <summary>Cancels those of some runs that are not done and not canceled.</summary>
    /// <param name="runs">Ids of the runs.</param>
    /// <param name="author">Who cancels them.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Ids of the runs that were canceled.</returns>
    public Task<IReadOnlyList<Guid>> CancelAsync(IReadOnlyCollection<Guid> runs, Author author, CancellationToken cancel) =>
        DatabaseChange.RunAsync(contexts, context => CancelAsync(context, runs, author, cancel), cancel);

    private async Task<IReadOnlyList<Guid>> CancelAsync(PicieContext context, IReadOnlyCollection<Guid> runs, Author author, CancellationToken cancel)
    {
        List<Guid> stages = await Wanting.NeededBy(context, runs).ToListAsync(cancel);
        await StageLocks.TakeAsync(context, stages, cancel);
        await SqlDialect.Of(context).LockAsync(context, "runs", runs, cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        var canceled = await context.Runs
            .Where(run => runs.Contains(run.Id) && run.Status != RunStatus.Done && run.CanceledAt == null && run.DeletedAt == null)
            .OrderBy(run => run.ExperimentId).ThenBy(run => run.Position).Select(run => new { run.Id, run.ExperimentId }).ToListAsync(cancel);
        if (canceled.Count == 0)
        {
            return [];
        }

        Guid[] ids = [.. canceled.Select(run => run.Id)];
        await context.Runs.Where(run => ids.Contains(run.Id)).ExecuteUpdateAsync(
            update => update.SetProperty(run => run.CanceledAt, now).SetProperty(run => run.SubmittedAt, (DateTimeOffset?)null), cancel);
        await journal.AppendAsync(context, now, [.. canceled.Select(run => new RunCanceled(run.ExperimentId, run.Id, author.Person))], cancel);
        await _unwanted.CancelAsync(context, stages, author.Person, now, cancel);
        await author.RecordAsync(context, now, cancel);
        return ids;
    }
}
