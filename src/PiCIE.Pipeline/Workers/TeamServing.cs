using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Deliveries;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.Workers;

/// <summary>
/// Keeps up a team's database while a server answers, and does no stage: it delivers events and makes good what no event tells of. Any number of servers
/// and workers do so side by side.
/// </summary>
public sealed class TeamServing
{
    private readonly PicieHome _home;
    private readonly OpenDatabase _database;
    private readonly IDbContextFactory<PicieContext> _contexts;
    private readonly Reconciler _reconciler;
    private readonly Dispatcher _dispatcher;
    private readonly QueueTimes _times;
    private readonly TimeProvider _clock;

    internal TeamServing(
        PicieHome home, OpenDatabase database, IDbContextFactory<PicieContext> contexts, Reconciler reconciler, Dispatcher dispatcher, QueueTimes times, TimeProvider clock)
    {
        _home = home;
        _database = database;
        _contexts = contexts;
        _reconciler = reconciler;
        _dispatcher = dispatcher;
        _times = times;
        _clock = clock;
    }

    /// <summary>Serves until a stop is asked. A database that is away later is waited for.</summary>
    /// <param name="opened">Called once when the database is open; what it throws ends the serving.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <exception cref="PicieException">The database cannot be used.</exception>
    public async Task RunAsync(Func<Task> opened, CancellationToken stop)
    {
        await (await _database.OpenAsync(stop)).DisposeAsync();
        await opened();
        UnbrokenContact contact = new(() => _times.Reconcile + _times.Heartbeat, _clock);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await LookAsync(contact, stop);
                await Task.Delay(_times.Reconcile, _clock, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The loop sees it.
            }
            catch (Exception exception) when (StorageErrors.IsPassing(exception))
            {
                await Task.WhenAny(Task.Delay(_times.Reconcile, _clock, CancellationToken.None), Task.Delay(Timeout.InfiniteTimeSpan, stop));
            }
            catch (Exception exception) when (StorageErrors.Of(exception, _home) is { } error)
            {
                throw error;
            }
        }
    }

    private async Task LookAsync(UnbrokenContact contact, CancellationToken cancel)
    {
        await using (PicieContext context = await _contexts.CreateDbContextAsync(cancel))
        {
            contact.Reached(await _clock.NowAsync(context, cancel));
        }

        await _reconciler.RunAsync(contact, cancel);
        await _dispatcher.DrainAsync(cancel);
    }
}
