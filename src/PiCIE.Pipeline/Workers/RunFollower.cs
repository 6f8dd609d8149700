using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Workers;

/// <summary>Follows runs that the workers of a team do, and works on nothing itself.</summary>
public sealed class RunFollower
{
    private readonly PicieHome _home;
    private readonly OpenDatabase _database;
    private readonly LiveFeed _feed;
    private readonly EventFeed _events;
    private readonly QueueTimes _times;

    internal RunFollower(PicieHome home, OpenDatabase database, LiveFeed feed, EventFeed events, QueueTimes times)
    {
        _home = home;
        _database = database;
        _feed = feed;
        _events = events;
        _times = times;
    }

    /// <summary>Follows runs until they have ended, or until it is told to stop; they stay submitted.</summary>
    /// <param name="runs">Ids of the runs.</param>
    /// <param name="observer">Hears of the starts and ends of their stages.</param>
    /// <param name="tell">Takes a sentence for people while the database does not answer.</param>
    /// <param name="stop">Ends the following.</param>
    /// <returns>How the runs ended; interrupted where some are still to be done.</returns>
    /// <exception cref="PicieException">The database cannot be reached.</exception>
    public async Task<WorkOutcome> RunAsync(IReadOnlyList<Guid> runs, IRunObserver observer, Action<string> tell, CancellationToken stop)
    {
        try
        {
            try
            {
                await FollowAsync(runs, observer, tell, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The runs stay submitted, and the outcome says so.
            }

            await _events.FinishAsync(CancellationToken.None);
            await using PicieContext context = await _database.OpenAsync(CancellationToken.None);
            return await RunOutcome.OfAsync(context, runs);
        }
        catch (Exception exception) when (StorageErrors.Of(exception, _home) is { } error)
        {
            throw error;
        }
        finally
        {
            _feed.Detach();
        }
    }

    private async Task FollowAsync(IReadOnlyList<Guid> runs, IRunObserver observer, Action<string> tell, CancellationToken stop)
    {
        string server = _home.Server ?? throw new InvalidOperationException("only runs on the database of a team are followed");
        await using (PicieContext context = await _database.OpenAsync(stop))
        {
            _events.Only = (await Wanting.NeededBy(context, runs).ToListAsync(stop)).ToHashSet();
        }

        await _events.SkipAsync(stop);
        _feed.Attach(observer);
        using CoalescedSignal changed = new();
        await using QueueSignals signals = QueueSignals.On(server, changed.Raise);
        DatabasePatience patience = new(_home, TimeSpan.MaxValue, TimeProvider.System, tell);
        while (!stop.IsCancellationRequested && !await patience.TryAsync(() => AreOverAsync(runs), () => false))
        {
            await changed.WaitAsync(_times.Look, stop);
        }
    }

    private async Task<bool> AreOverAsync(IReadOnlyList<Guid> runs)
    {
        await _events.CatchUpAsync(CancellationToken.None);
        await using PicieContext context = await _database.OpenAsync(CancellationToken.None);
        return !await Wanting.OpenOf(context, runs).AnyAsync();
    }
}
