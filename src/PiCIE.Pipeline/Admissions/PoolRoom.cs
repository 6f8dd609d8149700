using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Admissions;

/// <summary>Counts the slots of pools that no offered or running stage takes, while offers are made.</summary>
internal sealed class PoolRoom
{
    private readonly Dictionary<JobPool, int> _free;

    private PoolRoom(Dictionary<JobPool, int> free) => _free = free;

    /// <summary>Whether any pool has room.</summary>
    public bool Any => _free.Values.Any(free => free > 0);

    /// <summary>Counts.</summary>
    public static async Task<PoolRoom> CountAsync(PicieContext context, IReadOnlyList<JobPool> pools, CancellationToken cancel)
    {
        string[] names = [.. pools.Select(pool => pool.Name)];
        Dictionary<string, int> taken = await context.Stages.Where(stage => stage.Pool != null && names.Contains(stage.Pool))
            .GroupBy(stage => stage.Pool!).Select(stages => new { Pool = stages.Key, Count = stages.Count() })
            .ToDictionaryAsync(stages => stages.Pool, stages => stages.Count, StringComparer.Ordinal, cancel);
        return new PoolRoom(pools.ToDictionary(pool => pool, pool => pool.Slots - taken.GetValueOrDefault(pool.Name)));
    }

    /// <summary>Returns whether a pool that has room can do stages with some needs.</summary>
    public bool CanDo(string needs) => Fitting(needs).Any();

    /// <summary>
    /// Takes a slot for a stage: of the pools that can do it one whose home keeps a result of it, else the freest, and one that its last offer was not made to in vain, where there is
    /// another.
    /// </summary>
    public JobPool? Take(ReadyStage stage)
    {
        JobPool? taken = Fitting(stage.Needs).OrderByDescending(pool => stage.KeptHome is not null && pool.Home == stage.KeptHome).ThenBy(pool => pool.Name == stage.LastPool).ThenByDescending(pool => _free[pool]).FirstOrDefault();
        if (taken is not null)
        {
            _free[taken]--;
        }

        return taken;
    }

    private IEnumerable<JobPool> Fitting(string needs)
    {
        StageNeeds read = StageNeeds.Read(needs);
        return _free.Where(pool => pool.Value > 0 && pool.Key.CanDo?.Invoke(read) != false).Select(pool => pool.Key);
    }
}
