using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Artifacts;

namespace PiCIE.Storage.Stages;

/// <summary>A checkpoint that is recorded, with the place of its files.</summary>
/// <param name="Address">The place in the artifact store.</param>
/// <param name="Row">The record.</param>
public sealed record StoredCheckpoint(ArtifactAddress Address, Checkpoint Row)
{
    /// <summary>Returns checkpoints with their places.</summary>
    /// <param name="context">The database.</param>
    /// <param name="checkpoints">The checkpoints.</param>
    /// <param name="cancel">Cancels the query.</param>
    public static async Task<IReadOnlyList<StoredCheckpoint>> ListAsync(PicieContext context, IQueryable<Checkpoint> checkpoints, CancellationToken cancel)
    {
        var rows = await checkpoints.AsNoTracking()
            .Join(context.Attempts, row => new { row.StageId, Number = row.Attempt }, made => new { made.StageId, made.Number }, (row, made) => new { row, made.Id })
            .Join(context.Stages, kept => kept.row.StageId, wanted => wanted.Id, (kept, wanted) => new { kept.row, kept.Id, wanted.Key })
            .ToListAsync(cancel);
        return [.. rows.Select(kept => new StoredCheckpoint(ArtifactAddress.OfCheckpoint(kept.Key, kept.Id, kept.row.Epoch), kept.row))];
    }
}
