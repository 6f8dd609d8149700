using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Deliveries;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>Works on one experiment in this process until it has ended.</summary>
public sealed class LocalWorker
{
    private readonly PicieHome _home;
    private readonly OpenDatabase _database;
    private readonly IStageLedger _ledger;
    private readonly Dispatcher _dispatcher;
    private readonly WorkLoop _loop;
    private readonly LiveFeed _feed;

    internal LocalWorker(
        PicieHome home, OpenDatabase database, IStageLedger ledger, Dispatcher dispatcher, WorkLoop loop, LiveFeed feed)
    {
        _home = home;
        _database = database;
        _ledger = ledger;
        _dispatcher = dispatcher;
        _loop = loop;
        _feed = feed;
    }

    /// <summary>How patient it is with stage processes.</summary>
    internal StageProcessTimes Times { get; init; } = new();

    /// <summary>Takes the lock of the home, clears what a dead process left, and works until the experiment has ended.</summary>
    /// <param name="experimentId">Id of the experiment.</param>
    /// <param name="runs">Ids of those of its runs that are asked for; how they end is the outcome.</param>
    /// <param name="observer">Who watches.</param>
    /// <param name="stop">Ends the stage in work at a point where something is saved, and starts no other.</param>
    /// <param name="stopNow">Ends the stage in work at once.</param>
    /// <returns>How it ended, over the runs that are asked for: others of the experiment are worked on too, but do not count.</returns>
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
            ClearScratch();
            await _ledger.ClearAsync(CancellationToken.None);
            if (await HasOpenStagesAsync(experimentId))
            {
                await _loop.RunAsync(new WorkRequest
                {
                    Experiment = experimentId,
                    Stop = stop,
                    StopNow = stopNow,
                    Program = StageProgram.Find(_home),
                    Times = Times,
                });
            }

            await _dispatcher.DrainAsync(CancellationToken.None);
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
        List<StageState> states = await context.RunStages.Where(wanted => runs.Contains(wanted.RunId))
            .Join(context.Stages, wanted => wanted.StageId, stage => stage.Id, (_, stage) => stage.State)
            .Distinct().ToListAsync();
        return states switch
        {
            _ when states.TrueForAll(state => state == StageState.Done) => WorkOutcome.Done,
            _ when states.Exists(state => state is StageState.Ready or StageState.Running) => WorkOutcome.Interrupted,
            _ => WorkOutcome.Failed,
        };
    }

    private async Task<bool> HasOpenStagesAsync(Guid experiment)
    {
        await using PicieContext context = await _database.OpenAsync(CancellationToken.None);
        return await OpenStages.Of(context, experiment).AnyAsync();
    }

    private async Task<string> NameAsync(Guid experiment)
    {
        await using PicieContext context = await _database.OpenAsync(CancellationToken.None);
        return await context.Experiments.Where(row => row.Id == experiment).Select(row => row.Name).SingleOrDefaultAsync()
            ?? throw new PicieException("no-experiment", $"There is no experiment {experiment}.", null, "picie runs list", ExitStatus.NotFound);
    }

    /// <summary>
    /// What attempts of dead processes left. A stage process that outlives its supervisor may still write: its folder stays for the
    /// next start then.
    /// </summary>
    private void ClearScratch()
    {
        foreach (string folder in _home.AttemptFolders())
        {
            ScratchFolder.TryRemove(folder);
        }
    }
}
