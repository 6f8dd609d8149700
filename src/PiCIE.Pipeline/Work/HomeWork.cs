using PiCIE.Pipeline.Deliveries;
using PiCIE.Pipeline.Homes;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Work.Holding;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>Works on a home whose lock this process has: clears what a dead process left, and takes stages until it is over.</summary>
internal sealed class HomeWork(IStageLedger ledger, Dispatcher dispatcher, WorkLoop loop, EventFeed events, HomeFollowers followers, KeptResults kept, FormerProcesses former)
{
    /// <summary>Works until the runs have ended or a stop is asked.</summary>
    /// <param name="request">The lock, the program and the tokens.</param>
    /// <param name="runs">Ids of the runs that are waited for; null to work on everything that is wanted until a stop is asked.</param>
    /// <exception cref="PicieException">Something that is no stage's fault keeps the work from going on.</exception>
    public async Task RunAsync(WorkRequest request, IReadOnlyList<Guid>? runs)
    {
        events.Only = null;
        await former.WaitAsync(request.Program, request.Tell, CancellationToken.None);
        await kept.ClearAsync(CancellationToken.None);
        await ledger.ClearAsync(CancellationToken.None);
        await followers.ClearDeadAsync(CancellationToken.None);
        await loop.RunAsync(request, runs);
        await dispatcher.DrainAsync(CancellationToken.None);
    }
}
