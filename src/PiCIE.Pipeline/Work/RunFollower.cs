using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>Follows runs that others do, and works on nothing itself.</summary>
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

    /// <summary>Follows runs that the workers of a team do until they have ended, or until it is told to stop; they stay submitted.</summary>
    /// <param name="followed">The runs.</param>
    /// <param name="observer">Hears of the starts and ends of their stages.</param>
    /// <param name="tell">Takes a sentence for people while the database does not answer.</param>
    /// <param name="stop">Ends the following.</param>
    /// <returns>How the runs ended; interrupted where some are still to be done.</returns>
    /// <exception cref="PicieException">The database cannot be reached.</exception>
    public async Task<WorkOutcome> RunAsync(FollowedRuns followed, IRunObserver observer, Action<string> tell, CancellationToken stop)
    {
        try
        {
            await (await _database.OpenAsync(CancellationToken.None)).DisposeAsync();
            await _events.SkipAsync(CancellationToken.None);
            _feed.Attach(observer);
            await FollowAsync(followed, static () => false, tell, stop);
            await _events.FinishAsync(CancellationToken.None);
            await using PicieContext context = await _database.OpenAsync(CancellationToken.None);
            return await RunOutcome.OfAsync(context, followed.Runs);
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

    /// <summary>Follows runs until they have ended, the following is over, or it is told to stop. The feed is attached, and the events are read up to now.</summary>
    /// <param name="followed">The runs.</param>
    /// <param name="isOver">Returns whether somebody else goes on with the following.</param>
    /// <param name="tell">Takes a sentence for people while the database does not answer.</param>
    /// <param name="stop">Ends the following.</param>
    /// <returns>Whether the runs have ended.</returns>
    internal async Task<bool> FollowAsync(FollowedRuns followed, Func<bool> isOver, Action<string> tell, CancellationToken stop)
    {
        await using (PicieContext context = await _database.OpenAsync(CancellationToken.None))
        {
            await followed.GoOverAsync(context, tell);
            await ListenAsync(context, followed);
        }

        using CoalescedSignal changed = new();
        await using QueueSignals? signals = _home.Server is { } server ? QueueSignals.On(server, changed.Raise) : null;
        DatabasePatience patience = new(_home, TimeSpan.MaxValue, TimeProvider.System, tell);
        try
        {
            while (true)
            {
                if (await patience.TryAsync(() => HaveEndedAsync(followed, tell), () => false))
                {
                    return true;
                }

                if (isOver())
                {
                    return false;
                }

                await changed.WaitAsync(_times.Look, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<bool> HaveEndedAsync(FollowedRuns followed, Action<string> tell)
    {
        await using PicieContext context = await _database.OpenAsync(CancellationToken.None);
        // In this order: what is replaced has nothing open any more, and a submit in between would look like the end.
        bool open = await Wanting.OpenOf(context, followed.Runs).AnyAsync();
        if (await followed.GoOverAsync(context, tell))
        {
            await ListenAsync(context, followed);
            open = true;
        }

        await _events.CatchUpAsync(CancellationToken.None);
        return !open;
    }

    /// <summary>Hears from now on of the stages of the runs that are followed, and of no others.</summary>
    private async Task ListenAsync(PicieContext context, FollowedRuns followed) =>
        _events.Only = ((await Wanting.NeededBy(context, followed.Runs).ToListAsync(CancellationToken.None)).ToHashSet(), followed.Experiment);
}
