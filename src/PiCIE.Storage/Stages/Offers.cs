using Microsoft.EntityFrameworkCore;

namespace PiCIE.Storage.Stages;

/// <summary>Withdraws offers. A job that was made for a withdrawn offer finds its stage offered anew, or not at all, and is stale.</summary>
public static class Offers
{
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
