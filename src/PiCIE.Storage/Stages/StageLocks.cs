using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Databases;

namespace PiCIE.Storage.Stages;

/// <summary>
/// Locks stages before somebody looks at them, in ascending order of their ids. Whoever ends a stage, or attaches to one, does so: two inputs of one
/// stage that end at once would otherwise each find the other one open, and leave that stage blocked.
/// </summary>
public static class StageLocks
{
    /// <summary>Locks stages until the transaction ends.</summary>
    /// <param name="context">The database, inside a transaction.</param>
    /// <param name="stages">Ids of the stages.</param>
    /// <param name="cancel">Cancels the wait.</param>
    public static Task TakeAsync(PicieContext context, IReadOnlyCollection<Guid> stages, CancellationToken cancel) =>
        SqlDialect.Of(context).LockAsync(context, "stages", stages, cancel);

    /// <summary>Locks stages, and others with those that read them, until the transaction ends.</summary>
    /// <param name="context">The database, inside a transaction.</param>
    /// <param name="stages">Ids of the stages.</param>
    /// <param name="read">Ids of the others, whose readers change with them.</param>
    /// <param name="cancel">Cancels the wait.</param>
    public static async Task TakeWithReadersAsync(
        PicieContext context, IReadOnlyCollection<Guid> stages, IReadOnlyCollection<Guid> read, CancellationToken cancel)
    {
        if (!SqlDialect.Of(context).LocksRows)
        {
            return;
        }

        // A submit may add a reader until the lock on what it reads is taken; so look again afterwards.
        HashSet<Guid> held = [];
        HashSet<Guid> wanted = [.. stages, .. read, .. await ReadersAsync(context, read, cancel)];
        while (!held.IsSupersetOf(wanted))
        {
            await TakeAsync(context, wanted, cancel);
            held.UnionWith(wanted);
            wanted.UnionWith(await ReadersAsync(context, read, cancel));
        }
    }

    private static Task<List<Guid>> ReadersAsync(PicieContext context, IReadOnlyCollection<Guid> read, CancellationToken cancel) => context.StageInputs
        .Where(input => input.SourceStageId != null && read.Contains(input.SourceStageId.Value)).Select(input => input.StageId).Distinct().ToListAsync(cancel);
}
