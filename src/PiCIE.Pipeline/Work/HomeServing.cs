using PiCIE.Pipeline.Homes;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Pipeline.Work;

/// <summary>Serves a home: works on everything that is wanted there, until it is told to stop.</summary>
public sealed class HomeServing
{
    private readonly PicieHome _home;
    private readonly OpenDatabase _database;
    private readonly HomeWork _work;
    private readonly LiveFeed _feed;
    private readonly EventFeed _events;
    private readonly QueueTimes _times;

    internal HomeServing(PicieHome home, OpenDatabase database, HomeWork work, LiveFeed feed, EventFeed events, QueueTimes times)
    {
        _home = home;
        _database = database;
        _work = work;
        _feed = feed;
        _events = events;
        _times = times;
    }

    /// <summary>
    /// Serves until a stop is asked. While another process works on the home, that one works on everything that is wanted, and this one tries the lock
    /// of the home again and again.
    /// </summary>
    /// <param name="observer">Watches the work.</param>
    /// <param name="tell">Takes a sentence for people about the work as a whole.</param>
    /// <param name="stop">Ends the stage in work at a point where something is saved, and starts no other.</param>
    /// <param name="stopNow">Ends the stage in work at once.</param>
    /// <param name="opened">Called once when the home is this process's to serve and its database is open, before any work; what it throws ends the serving.</param>
    /// <exception cref="PicieException">Another process serves this home, the stage program is missing, or the database cannot be used.</exception>
    public async Task RunAsync(IRunObserver observer, Action<string> tell, CancellationToken stop, CancellationToken stopNow, Func<Task>? opened = null)
    {
        StageExecutable program = StageExecutable.Find(_home);
        Directory.CreateDirectory(_home.Root);
        using FileStream serves = LockFile.TryTake(_home.ServeLock) ?? throw Served();
        try
        {
            await (await _database.OpenAsync(CancellationToken.None)).DisposeAsync();
            await _events.SkipAsync(CancellationToken.None);
            await (opened?.Invoke() ?? Task.CompletedTask);
            _feed.Attach(observer);
            tell("Serving until Ctrl-C or SIGTERM: what is in work stops where something is saved, and the next picie serve goes on.");
            WorkRequest Request(WorkerLock held) => new() { Stop = stop, StopNow = stopNow, Program = program, Times = Times, Tell = tell, Lock = held };
            await ServeAsync(Request, tell, stop);
            await _events.FinishAsync(CancellationToken.None);
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

    /// <summary>Times that it gives stage processes. A finished result is held for as long as it takes, for somebody will bring the disk back.</summary>
    internal StageProcessTimes Times { get; set; } = new() { Breaker = TimeSpan.FromDays(365) };

    private async Task ServeAsync(Func<WorkerLock, WorkRequest> request, Action<string> tell, CancellationToken stop)
    {
        bool told = false;
        while (!stop.IsCancellationRequested)
        {
            using (WorkerLock? held = WorkerLock.TryTake(_home, "everything that is wanted (picie serve)"))
            {
                if (held is not null)
                {
                    tell($"Works on everything that is wanted in {_home.Root}.");
                    await _work.RunAsync(request(held), null);
                    return;
                }
            }

            if (!told)
            {
                tell($"{(WorkerLock.HolderOf(_home) ?? LockHolder.Unknown).InWords} works on {_home.Root}: on everything that is wanted there, as long as this one serves. This one goes on when that one ends.");
                told = true;
            }

            await WaitAsync(stop);
        }
    }

    private async Task WaitAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(_times.Look, stop);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private PicieException Served() => new(
        "home-served", $"Another picie serve serves {_home.Root} already.", _home.ServeLock, "End that one first, or set PICIE_HOME to another folder.", ProblemKind.Conflict);
}
