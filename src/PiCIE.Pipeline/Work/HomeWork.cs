using PiCIE.Pipeline.Deliveries;
using PiCIE.Pipeline.Homes;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Work.Holding;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>Works on a home whose lock this process has: clears what a dead process left, and takes stages until it is over.</summary>
internal sealed class HomeWork(
    PicieHome home,
    IStageLedger ledger,
    Dispatcher dispatcher,
    WorkLoop loop,
    EventFeed events,
    HomeFollowers followers,
    KeptResults kept,
    FormerProcesses former,
    QueueTimes times,
    TimeProvider clock)
{
    /// <summary>Works until the runs have ended or a stop is asked.</summary>
    /// <param name="request">The lock, the program and the tokens.</param>
    /// <param name="followed">The runs that are waited for; null to work on everything that is wanted until a stop is asked.</param>
    /// <exception cref="PicieException">Something that is no stage's fault keeps the work from going on.</exception>
    public async Task RunAsync(WorkRequest request, FollowedRuns? followed)
    {
        events.Only = null;
        // Nothing is in work yet, so a database that is locked at this moment is waited for as long as one that is locked later.
        DatabasePatience patience = new(home, request.Times.Breaker, clock, request.Tell);
        while (!await patience.TryAsync(() => ClearAsync(request), static () => false))
        {
            try
            {
                await Task.Delay(times.Look, request.Stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }

        await loop.RunAsync(request, followed);
        await dispatcher.DrainAsync(CancellationToken.None);
    }

    private async Task<bool> ClearAsync(WorkRequest request)
    {
        await former.WaitAsync(request.Program, request.Tell, CancellationToken.None);
        await kept.ClearAsync(CancellationToken.None);
        await ledger.ClearAsync(CancellationToken.None);
        await followers.ClearDeadAsync(CancellationToken.None);
        return true;
    }
}
