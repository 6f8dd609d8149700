using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Deliveries;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work.Holding;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>Works on runs of one experiment in this process until they have ended.</summary>
public sealed class LocalWorker
{
    private readonly PicieHome _home;
    private readonly OpenDatabase _database;
    private readonly IStageLedger _ledger;
    private readonly Dispatcher _dispatcher;
    private readonly WorkLoop _loop;
    private readonly LiveFeed _feed;
    private readonly EventFeed _events;
    private readonly KeptResults _kept;

    internal LocalWorker(
        PicieHome home,
        OpenDatabase database,
        IStageLedger ledger,
        Dispatcher dispatcher,
        WorkLoop loop,
        LiveFeed feed,
        EventFeed events,
        KeptResults kept)
    {
        _home = home;
        _database = database;
        _ledger = ledger;
        _dispatcher = dispatcher;
        _loop = loop;
        _feed = feed;
        _events = events;
        _kept = kept;
    }

    /// <summary>Times that it gives stage processes.</summary>
    internal StageProcessTimes Times { get; set; } = new();

    /// <summary>Takes the lock of the home, clears what a dead process left, and works until the runs have ended.</summary>
    /// <param name="experimentId">Id of the experiment.</param>
    /// <param name="runs">Ids of those of its runs that are asked for; the worker works on these and on nothing else.</param>
    /// <param name="observer">Watches the work.</param>
    /// <param name="stop">Ends the stage in work at a point where something is saved, and starts no other.</param>
    /// <param name="stopNow">Ends the stage in work at once.</param>
    /// <returns>How the runs that are asked for ended.</returns>
    /// <exception cref="PicieException">Another process works on this home, the stage program is missing, or the database cannot be used.</exception>
    public async Task<WorkOutcome> RunAsync(
        Guid experimentId, IReadOnlyList<Guid> runs, IRunObserver observer, CancellationToken stop, CancellationToken stopNow = default)
    {
        try
        {
            return await WorkAsync(experimentId, runs, observer, stop, stopNow);
        }
        catch (Exception exception) when (StorageErrors.Of(exception, _home) is { } error)
        {
            throw error;
        }
    }

    private async Task<WorkOutcome> WorkAsync(
        Guid experimentId, IReadOnlyList<Guid> runs, IRunObserver observer, CancellationToken stop, CancellationToken stopNow)
    {
        string name = await NameAsync(experimentId);
        using WorkerLock held = WorkerLock.Take(_home, name);
        _feed.Attach(observer);
        try
        {
            await _kept.ClearAsync(CancellationToken.None);
            await _events.SkipAsync(CancellationToken.None);
            await _ledger.ClearAsync(CancellationToken.None);
            if (await HasOpenStagesAsync(runs))
            {
                WorkRequest request = new()
                {
                    Stop = stop,
                    StopNow = stopNow,
                    Program = StageExecutable.Find(_home),
                    Times = Times,
                    Lock = held,
                };
                await _loop.RunAsync(request, runs);
            }

            await _dispatcher.DrainAsync(CancellationToken.None);
            await _events.FinishAsync(CancellationToken.None);
            return await OutcomeAsync(runs);
        }
        finally
        {
            _feed.Detach();
        }
    }

    private async Task<WorkOutcome> OutcomeAsync(IReadOnlyList<Guid> runs)
    {
        await using PicieContext context = await _database.OpenAsync(CancellationToken.None);
        return await RunOutcome.OfAsync(context, runs);
    }

    private async Task<bool> HasOpenStagesAsync(IReadOnlyList<Guid> runs)
    {
        await using PicieContext context = await _database.OpenAsync(CancellationToken.None);
        return await Wanting.OpenOf(context, runs).AnyAsync();
    }

    private async Task<string> NameAsync(Guid experiment)
    {
        await using PicieContext context = await _database.OpenAsync(CancellationToken.None);
        return await context.Experiments.Where(row => row.Id == experiment).Select(row => row.Name).SingleOrDefaultAsync()
            ?? throw new PicieException("no-experiment", $"There is no experiment {experiment}.", null, "picie runs list", ProblemKind.NotFound);
    }
}
