using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Collecting;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Collecting;

/// <summary>
/// Takes away what nothing needs: runs that were deleted a week ago with what only they had, and files that no row names. Nothing that a run points to is
/// touched, and others may work meanwhile. Whatever ends it half way, the next call goes on with the rest.
/// </summary>
/// <param name="Plan">Whether nothing is changed, and only said what would be.</param>
public sealed record CollectGarbage(bool Plan) : IRequest<GarbageDocument>;

internal sealed class CollectGarbageHandler(
    PicieHome home, OpenDatabase database, SharedStore shared, IArtifactStore store, RunCollection collection, CheckpointLedger checkpoints, TimeProvider clock)
    : IRequestHandler<CollectGarbage, GarbageDocument>
{
    public async Task<GarbageDocument> Handle(CollectGarbage request, CancellationToken cancel)
    {
        (GarbageDocument plan, DateTimeOffset now) = await PlanAsync(cancel);
        if (request.Plan || (home.Server is null && !File.Exists(home.Database)))
        {
            return plan with { Removed = !request.Plan };
        }

        await using PicieContext context = await database.OpenAsync(cancel);
        // Rows first: files without rows are found again by the next call, and rows without files would be a lie.
        CollectedRows gone = await collection.CollectAsync(now - Recovery.Time, cancel);
        RemoveFiles(gone);
        foreach (StoredCheckpoint kept in await UnnamedFiles.CheckpointsOfDoneAsync(context, cancel))
        {
            store.Remove(kept.Address);
            await checkpoints.NoteRemovedAsync(kept.Row, cancel);
        }

        if (plan.WholeStore)
        {
            foreach (ArtifactAddress unnamed in await UnnamedFiles.FindAsync(context, store, now - Recovery.Fresh, cancel))
            {
                cancel.ThrowIfCancellationRequested();
                store.Remove(unnamed);
            }

            store.ClearAside(now - Recovery.Fresh, remove: true);
        }

        return plan with { Removed = true };
    }

    private async Task<(GarbageDocument Plan, DateTimeOffset Now)> PlanAsync(CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        await shared.RequireSameAsync(context, cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        IReadOnlyCollection<Guid> due = await RunCollection.DueAsync(context, now - Recovery.Time, cancel);
        ILookup<bool, GarbageRun> deleted = (await RunCollection.ListAsync(context, cancel))
            .ToLookup(run => due.Contains(run.Id), run => new GarbageRun(run.Id, run.Name, run.Experiment, run.DeletedAt, run.DeletedAt + Recovery.Time));
        IReadOnlyCollection<Guid> stages = await UnreachableStages.WithoutAsync(context, due, cancel);
        bool whole = await shared.IsOnlyOfAsync(context, cancel);
        IEnumerable<ArtifactAddress> unnamed =
        [
            .. whole ? await UnnamedFiles.FindAsync(context, store, now - Recovery.Fresh, cancel) : [],
            .. (await UnnamedFiles.CheckpointsOfDoneAsync(context, cancel)).Select(kept => kept.Address),
        ];
        GarbageDocument plan = new(
            false, [.. deleted[true]], stages.Count, await UnreachableStages.BytesAsync(context, stages, cancel),
            [.. unnamed.Select(address => new GarbageFiles($"{address}", store.BytesOf(address)))],
            whole ? store.ClearAside(now - Recovery.Fresh, remove: false) : 0, [.. deleted[false]], whole);
        return (plan, now);
    }

    private void RemoveFiles(CollectedRows gone)
    {
        foreach (ArtifactAddress address in gone.Files)
        {
            store.Remove(address);
        }

        foreach (string log in gone.Logs)
        {
            File.Delete(Path.Combine(home.LogsFolder, log));
        }
    }
}
