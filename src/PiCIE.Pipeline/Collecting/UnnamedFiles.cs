using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Collecting;

/// <summary>Finds what stands in the store of artifacts although the database needs it no more.</summary>
internal static class UnnamedFiles
{
    /// <summary>
    /// Returns what no row names: of attempts that ended without a commit, of artifacts that were found damaged and made again, of runs whose rows were
    /// taken away. The files of an attempt that goes on are none of them.
    /// </summary>
    /// <param name="context">The database.</param>
    /// <param name="store">The store, which holds the artifacts of this database alone.</param>
    /// <param name="madeBefore">Time after which whatever was made counts as named.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public static async Task<IReadOnlyList<ArtifactAddress>> FindAsync(PicieContext context, IArtifactStore store, DateTimeOffset madeBefore, CancellationToken cancel)
    {
        // The store first: what is stored and named after that is not in this list.
        List<ArtifactAddress> there = [.. store.List().Where(address => MadeAt(address.Id) < madeBefore)];
        IQueryable<Guid> open = context.Attempts.Where(attempt => attempt.EndedAt == null).Select(attempt => attempt.Id);
        HashSet<ArtifactAddress> named =
        [
            .. (await context.Artifacts.AsNoTracking()
                .Where(artifact => artifact.RemovedAt == null || context.AttemptInputs.Any(read => read.ArtifactId == artifact.Id && open.Contains(read.AttemptId)))
                .Select(artifact => new { artifact.Kind, artifact.Key, artifact.Id }).ToListAsync(cancel))
                .Select(artifact => new ArtifactAddress(artifact.Kind, artifact.Key, artifact.Id)),
            .. (await StoredCheckpoint.ListAsync(context, context.Checkpoints.Where(checkpoint => checkpoint.RemovedAt == null), cancel)).Select(kept => kept.Address),
        ];
        HashSet<Guid> working = [.. await open.ToListAsync(cancel)];
        return [.. there.Where(address => !named.Contains(address) && !working.Contains(address.Id)).OrderBy(address => $"{address}", StringComparer.Ordinal)];
    }

    /// <summary>Returns the checkpoints of stages that are done. They go with the commit; one stays where the process died in between.</summary>
    /// <param name="context">The database.</param>
    /// <param name="cancel">Cancels the query.</param>
    public static Task<IReadOnlyList<StoredCheckpoint>> CheckpointsOfDoneAsync(PicieContext context, CancellationToken cancel) => StoredCheckpoint.ListAsync(
        context,
        context.Checkpoints.Where(checkpoint => checkpoint.RemovedAt == null && context.Stages.Any(stage => stage.Id == checkpoint.StageId && stage.State == StageState.Done)),
        cancel);

    /// <summary>Returns the time that an id carries (UUIDv7).</summary>
    private static DateTimeOffset MadeAt(Guid id) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(id.ToString("N")[..12], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
