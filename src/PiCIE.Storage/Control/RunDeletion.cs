using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Storage.Auditing;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Groups;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Control;

/// <summary>
/// Deletes archived runs, and restores them. A deleted run is in no list and counts in no group from then on, and nobody asks for it; its rows and files stay until they
/// are collected.
/// </summary>
/// <param name="contexts">Opens contexts.</param>
/// <param name="journal">Takes the events.</param>
/// <param name="clock">Gives the time, where the database has no clock of its own.</param>
public sealed class RunDeletion(IDbContextFactory<PicieContext> contexts, EventJournal journal, TimeProvider clock)
{
    private readonly UnwantedStages _unwanted = new(journal);
    private readonly StageChanges _changes = new(journal);

    /// <summary>Deletes those of some runs that are archived, by themselves or with their experiment.</summary>
    /// <param name="runs">Ids of the runs.</param>
    /// <param name="author">Who deletes them.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Ids of the runs that were deleted.</returns>
    public Task<IReadOnlyList<Guid>> DeleteAsync(IReadOnlyCollection<Guid> runs, Author author, CancellationToken cancel) => ChangeAsync(
        runs,
        async (context, stages, now) =>
        {
            var deleted = await context.Runs
                .Where(run => runs.Contains(run.Id) && run.DeletedAt == null
                    && (run.ArchivedAt != null || context.Experiments.Any(archived => archived.Id == run.ExperimentId && archived.ArchivedAt != null)))
                .OrderBy(run => run.ExperimentId).ThenBy(run => run.Position).Select(run => new { run.Id, run.ExperimentId }).ToListAsync(cancel);
            Guid[] ids = [.. deleted.Select(run => run.Id)];
            await context.Runs.Where(run => ids.Contains(run.Id)).ExecuteUpdateAsync(
                update => update.SetProperty(run => run.DeletedAt, now).SetProperty(run => run.SubmittedAt, (DateTimeOffset?)null), cancel);
            await journal.AppendAsync(context, now, [.. deleted.Select(run => new RunDeleted(run.ExperimentId, run.Id, author.Person))], cancel);
            await _unwanted.CancelAsync(context, stages, author.Person, now, cancel);
            await GroupFigures.UpdateOfRunsAsync(context, ids, cancel);
            await author.RecordAsync(context, now, cancel);
            return ids;
        },
        cancel);

    /// <summary>Restores those of some runs that are deleted and not collected. They are archived and not asked for, as far as they are not done.</summary>
    /// <param name="runs">Ids of the runs.</param>
    /// <param name="author">Who restores them.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Ids of the runs that were restored.</returns>
    public Task<IReadOnlyList<Guid>> RestoreAsync(IReadOnlyCollection<Guid> runs, Author author, CancellationToken cancel) => ChangeAsync(
        runs,
        async (context, stages, now) =>
        {
            var restored = await context.Runs.Where(run => runs.Contains(run.Id) && run.DeletedAt != null)
                .OrderBy(run => run.ExperimentId).ThenBy(run => run.Position).Select(run => new { run.Id, run.ExperimentId }).ToListAsync(cancel);
            Guid[] ids = [.. restored.Select(run => run.Id)];
            await context.Runs.Where(run => ids.Contains(run.Id))
                .ExecuteUpdateAsync(update => update.SetProperty(run => run.DeletedAt, (DateTimeOffset?)null), cancel);
            await journal.AppendAsync(context, now, [.. restored.Select(run => new RunRestored(run.ExperimentId, run.Id, author.Person))], cancel);
            await _changes.SaveAsync(context, now, stages, cancel);
            await GroupFigures.UpdateOfRunsAsync(context, ids, cancel);
            await author.RecordAsync(context, now, cancel);
            return ids;
        },
        cancel);

    private Task<IReadOnlyList<Guid>> ChangeAsync(
        IReadOnlyCollection<Guid> runs, Func<PicieContext, List<Guid>, DateTimeOffset, Task<IReadOnlyList<Guid>>> change, CancellationToken cancel) => DatabaseChange.RunAsync(
        contexts,
        async context =>
        {
            await DatabaseChange.KeepCollectionAwayAsync(context, cancel);
            List<Guid> stages = await Wanting.NeededBy(context, runs).ToListAsync(cancel);
            await StageLocks.TakeAsync(context, stages, cancel);
            await SqlDialect.Of(context).LockAsync(context, "runs", runs, cancel);
            return await change(context, stages, await clock.NowAsync(context, cancel));
        },
        cancel);
}
