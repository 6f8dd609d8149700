using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;

namespace PiCIE.Storage.Stages;

/// <summary>Withdraws offers. A job that was made for a withdrawn offer finds its stage offered anew, or not at all, and is stale.</summary>
public static class Offers
{
    /// <summary>Returns the next time at which something may be offered although nobody says so: an offer ends, or the wait before another try is over. Null where neither is there.</summary>
    /// <param name="context">The database.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Cancels the query.</param>
    public static Task<DateTimeOffset?> NextAsync(PicieContext context, DateTimeOffset now, CancellationToken cancel) => context.Stages.Where(stage => stage.OfferedUntil != null)
        .Select(stage => stage.OfferedUntil)
        .Concat(context.Stages.Where(stage => stage.NotBefore > now && stage.State == StageState.Ready).Select(stage => stage.NotBefore))
        .MinAsync(cancel);

    /// <summary>Withdraws the offers of stages, and notes the pool that did not take them.</summary>
    /// <param name="offered">The stages; all of them are offered.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>Number of offers.</returns>
    public static Task<int> ClearAsync(IQueryable<Stage> offered, CancellationToken cancel) => offered.ExecuteUpdateAsync(
        update => update
            .SetProperty(row => row.LastPool, row => row.Pool)
            .SetProperty(row => row.Pool, (string?)null)
            .SetProperty(row => row.ChargedExperimentId, (Guid?)null)
            .SetProperty(row => row.OfferedUntil, (DateTimeOffset?)null),
        cancel);
}
