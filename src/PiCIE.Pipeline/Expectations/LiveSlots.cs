using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Work;
using PiCIE.Pipeline.Workers;
using PiCIE.Storage;
using PiCIE.Storage.Workers;

namespace PiCIE.Pipeline.Expectations;

/// <summary>Finds the slots that stages can be done in at this moment: those of a team's live pools, or the one of a home that has its own database.</summary>
internal static class LiveSlots
{
    /// <summary>Reads them.</summary>
    public static async Task<IReadOnlyList<SlotPool>> ReadAsync(PicieContext context, PicieHome home, QueueTimes times, DateTimeOffset now, CancellationToken cancel)
    {
        if (home.Server is null)
        {
            return [new SlotPool(WorkSession.PoolName, 1, _ => true)];
        }

        DateTimeOffset alive = now - times.Lease;
        List<WorkerPool> pools = await context.WorkerPools.AsNoTracking()
            .Where(pool => pool.OpenSlots > 0 && context.Workers.Any(worker => worker.Id == pool.WorkerId && worker.EndedAt == null && worker.HeartbeatAt >= alive))
            .ToListAsync(cancel);
        return [.. pools.Select(pool => new SlotPool(pool.Queue, pool.OpenSlots, PoolAbility.Of(pool)))];
    }
}
