using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Databases;

namespace PiCIE.Storage.Stages;

/// <summary>
/// Records the checkpoints of stages and which attempt went on from which. Every write is one transaction, and is refused unless the attempt is the newest and still
/// runs. The files lie in the artifact store and are not looked at here.
/// </summary>
/// <param name="contexts">Opens contexts.</param>
/// <param name="clock">Gives the time of a change, where the database has no clock of its own.</param>
public sealed class CheckpointLedger(IDbContextFactory<PicieContext> contexts, TimeProvider clock)
{
    /// <summary>Records a checkpoint whose files are stored. What failed before this attempt counts as a try no more, for there is progress.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt that wrote it.</param>
    /// <param name="epoch">Number of epochs that are done.</param>
    /// <param name="batchSequence">Number of the last batch of points before it; the database has all of them, or they were left out.</param>
    /// <param name="manifestSha256">SHA-256 of its manifest.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Whether it was taken.</returns>
    public Task<bool> RecordAsync(Guid stage, int attempt, int epoch, long batchSequence, string manifestSha256, CancellationToken cancel) =>
        ChangeAsync(
            stage, attempt,
            async (context, fenced) =>
            {
                if (await context.Checkpoints.AnyAsync(row => row.StageId == stage && row.Attempt == attempt && row.Epoch == epoch, cancel))
                {
                    return;
                }

                fenced.Stage.TriesFrom = attempt;
                context.Checkpoints.Add(new Checkpoint
                {
                    StageId = stage,
                    Attempt = attempt,
                    Epoch = epoch,
                    BatchSequence = batchSequence,
                    Threads = fenced.Attempt.Threads,
                    DeviceKind = fenced.Attempt.Device.Split(':')[0],
                    ManifestSha256 = manifestSha256,
                    CreatedAt = fenced.Now,
                });
            },
            cancel);

    /// <summary>Records that an attempt goes on from a checkpoint, with the threads that are recorded there.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt that goes on.</param>
    /// <param name="from">The checkpoint.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Whether it was taken.</returns>
    public Task<bool> GoOnAsync(Guid stage, int attempt, Checkpoint from, CancellationToken cancel) => ChangeAsync(
        stage, attempt,
        (_, fenced) =>
        {
            (fenced.Attempt.ResumedFromAttempt, fenced.Attempt.ResumedFromBatch) = (from.Attempt, from.BatchSequence);
            (fenced.Stage.Threads, fenced.Attempt.Threads) = (from.Threads, from.Threads);
            return Task.CompletedTask;
        },
        cancel);

    /// <summary>Returns the checkpoints of a stage whose files were not removed, the newest first.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="cancel">Cancels the call.</param>
    public async Task<IReadOnlyList<StoredCheckpoint>> OfAsync(Guid stage, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        return [.. (await StoredCheckpoint.ListAsync(context, context.Checkpoints.Where(row => row.StageId == stage && row.RemovedAt == null), cancel))
            .OrderByDescending(kept => kept.Row.Epoch).ThenByDescending(kept => kept.Row.Attempt)];
    }

    /// <summary>Notes that the files of a checkpoint were removed.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="cancel">Cancels the call.</param>
    public async Task NoteRemovedAsync(Checkpoint checkpoint, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        await context.Checkpoints
            .Where(row => row.StageId == checkpoint.StageId && row.Attempt == checkpoint.Attempt && row.Epoch == checkpoint.Epoch)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.RemovedAt, now), cancel);
    }

    private Task<bool> ChangeAsync(Guid stage, int attempt, Func<PicieContext, FencedAttempt, Task> change, CancellationToken cancel) => DatabaseChange.RunAsync(
        contexts,
        async context =>
        {
            await StageLocks.TakeAsync(context, [stage], cancel);
            if (await FencedAttempt.FindAsync(context, stage, attempt, clock, cancel) is not { } fenced)
            {
                return false;
            }

            await change(context, fenced);
            await context.SaveChangesAsync(cancel);
            return true;
        },
        cancel);
}
