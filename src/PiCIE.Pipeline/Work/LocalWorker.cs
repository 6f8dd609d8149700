using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Protocol;
using PiCIE.Pipeline.Homes;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Work;

/// <summary>
/// Sees runs of one experiment to their end in this process: works on them where no other process works on the home, and follows that process until it
/// has ended otherwise.
/// </summary>
public sealed class LocalWorker
{
    private readonly PicieHome _home;
    private readonly OpenDatabase _database;
    private readonly HomeWork _work;
    private readonly RunFollower _follower;
    private readonly LiveFeed _feed;
    private readonly EventFeed _events;

    internal LocalWorker(PicieHome home, OpenDatabase database, HomeWork work, RunFollower follower, LiveFeed feed, EventFeed events)
    {
        _home = home;
        _database = database;
        _work = work;
        _follower = follower;
        _feed = feed;
        _events = events;
    }

    /// <summary>Whether it works at this moment; otherwise it follows.</summary>
    public bool Works { get; private set; }

    /// <summary>Times that it gives stage processes.</summary>
    internal StageProcessTimes Times { get; set; } = new();

    /// <summary>
    /// Sees the runs to their end. It takes the lock of the home, clears what a dead process left, and works; while another process has that lock it
    /// follows, and takes over when the other has ended, in whatever way.
    /// </summary>
    /// <param name="experimentId">Id of the experiment.</param>
    /// <param name="runs">Ids of those of its runs that are asked for. It works on these and on what other processes follow meanwhile.</param>
    /// <param name="observer">Watches the work.</param>
    /// <param name="stop">Ends the stage in work at a point where something is saved, and starts no other.</param>
    /// <param name="stopNow">Ends the stage in work at once.</param>
    /// <param name="ended">
    /// Hears how the runs ended as soon as they did, where this process works: what it does for others is stopped after that. The observer hears nothing more then.
    /// </param>
    /// <returns>How the runs that are asked for ended.</returns>
    /// <exception cref="PicieException">The stage program is missing, or the database cannot be used.</exception>
    public async Task<WorkOutcome> RunAsync(
        Guid experimentId, IReadOnlyList<Guid> runs, IRunObserver observer, CancellationToken stop, CancellationToken stopNow = default, Action<WorkOutcome>? ended = null)
    {
        FollowedRuns followed = new(experimentId, runs);
        try
        {
            string name = await NameAsync(experimentId);
            await _events.SkipAsync(CancellationToken.None);
            _feed.Attach(observer);
            WorkRequest Request(WorkerLock held) => new()
            {
                Stop = stop,
                StopNow = stopNow,
                Program = StageExecutable.Find(_home),
                Times = Times,
                Tell = Tell,
                Lock = held,
                RunsEnded = RunsEndedAsync,
            };
            await WorkOrFollowAsync(followed, name, Request, Tell, stop);
            await _events.FinishAsync(CancellationToken.None);
            return await OutcomeAsync(followed);

            async Task RunsEndedAsync()
            {
                _feed.Detach();
                ended?.Invoke(await OutcomeAsync(followed));
            }

            void Tell(string sentence) => _feed.Tell(new StageLogged(new WatchedStage(experimentId, "experiment", name), StageLogLevel.Warning, sentence));
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

    private async Task WorkOrFollowAsync(FollowedRuns followed, string name, Func<WorkerLock, WorkRequest> request, Action<string> tell, CancellationToken stop)
    {
        bool ended = false;
        while (!ended && !stop.IsCancellationRequested)
        {
            using WorkerLock? held = WorkerLock.TryTake(_home, name);
            if (held is null)
            {
                tell($"{(WorkerLock.HolderOf(_home) ?? LockHolder.Unknown).InWords} works on this home, and on these runs too. This one follows, and goes on when that one ends");
                ended = await _follower.FollowAsync(followed, IsFree, tell, stop);
                continue;
            }

            Works = true;
            await _work.RunAsync(request(held), followed);
            Works = false;
            ended = true;
        }
    }

    private async Task<WorkOutcome> OutcomeAsync(FollowedRuns followed)
    {
        await using PicieContext context = await _database.OpenAsync(CancellationToken.None);
        return await RunOutcome.OfAsync(context, followed.Runs);
    }

    /// <summary>Returns whether nobody works on the home any more. A home that is gone is none to take over.</summary>
    private bool IsFree() => _home.Server is not null || File.Exists(_home.Database)
        ? !LockFile.IsTaken(_home.WorkerLock)
        : throw WorkerLock.Moved(_home);

    private async Task<string> NameAsync(Guid experiment)
    {
        await using PicieContext context = await _database.OpenAsync(CancellationToken.None);
        return await context.Experiments.Where(row => row.Id == experiment).Select(row => row.Name).SingleOrDefaultAsync()
            ?? throw new PicieException("no-experiment", $"There is no experiment {experiment}.", null, "picie runs list", ProblemKind.NotFound);
    }
}
