using Hangfire.PostgreSql;
using Microsoft.Extensions.Logging;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Deliveries;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work;
using PiCIE.Pipeline.Work.Breakers;
using PiCIE.Pipeline.Work.Holding;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Faults;

namespace PiCIE.Pipeline.Workers;

/// <summary>Works for a team: takes stages of everybody's runs from the database that all share, until it is told to stop.</summary>
public sealed partial class TeamWorker
{
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AfterOthersAdmission = TimeSpan.FromMilliseconds(50);

    private readonly PicieHome _home;
    private readonly OpenDatabase _database;
    private readonly WorkerRegistry _registry;
    private readonly Reconciler _reconciler;
    private readonly Admission _admission;
    private readonly Dispatcher _dispatcher;
    private readonly StageWork _stageWork;
    private readonly SurroundingsProbe _probe;
    private readonly KeptResults _kept;
    private readonly LiveFeed _feed;
    private readonly QueueTimes _times;
    private readonly TimeProvider _clock;
    private readonly ILogger<TeamWorker> _logger;

    internal TeamWorker(
        PicieHome home,
        OpenDatabase database,
        WorkerRegistry registry,
        Reconciler reconciler,
        Admission admission,
        Dispatcher dispatcher,
        StageWork stageWork,
        SurroundingsProbe probe,
        KeptResults kept,
        LiveFeed feed,
        QueueTimes times,
        TimeProvider clock,
        ILogger<TeamWorker> logger)
    {
        _home = home;
        _database = database;
        _registry = registry;
        _reconciler = reconciler;
        _admission = admission;
        _dispatcher = dispatcher;
        _stageWork = stageWork;
        _probe = probe;
        _kept = kept;
        _feed = feed;
        _times = times;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Times that it gives stage processes. A finished result is held for as long as it takes, for somebody will bring disk or database back.</summary>
    internal StageProcessTimes Times { get; set; } = new() { Breaker = TimeSpan.FromDays(365) };

    /// <summary>Time for which a worker that starts waits for a database that is away.</summary>
    internal TimeSpan LongestStart { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Works until a stop is asked; then it takes nothing more, and ends when what it does has stopped at a checkpoint or come to its end.</summary>
    /// <param name="pools">Its pools.</param>
    /// <param name="observer">Hears of what it does.</param>
    /// <param name="started">Called when it takes stages from now on.</param>
    /// <param name="drained">Called with the reason when it stops for another one than <paramref name="stop"/>: somebody drains it, or the database has a newer schema.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <param name="stopNow">Asks to stop at once.</param>
    /// <exception cref="PicieException">Another process works on this home, or something that is no stage's fault keeps the work from going on.</exception>
    public async Task RunAsync(IReadOnlyList<PoolSpec> pools, IRunObserver observer, Action started, Action<string> drained, CancellationToken stop, CancellationToken stopNow)
    {
        string server = _home.Server ?? throw new InvalidOperationException("a worker needs the database of a team");
        using WorkerLock held = WorkerLock.Take(_home, "what a team submits (picie worker)");
        StageExecutable program = StageExecutable.Find(_home);
        WorkerIdentity worker = WorkerIdentity.OfThisProcess(_home);
        int lost = await AddAsync(worker, pools, stop);
        CriticalPoints.Pass(CriticalPoints.WorkerAdded);
        LogStarted(worker.Name, string.Join(", ", pools.Select(pool => $"{pool.Name} with {pool.Slots}")), lost);
        using CoalescedSignal written = new();
        Breaker breaker = new(Times, _clock, written.Raise);
        PostgreSqlStorage jobs = ServerJobStorage.On(server);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using CancellationTokenSource broken = CancellationTokenSource.CreateLinkedTokenSource(stopNow);
        WorkRequest request = new()
        {
            Worker = worker.Name,
            TellsStartAndEnd = true,
            Lease = () => _times.Lease,
            OthersCanDo = stage => _registry.OthersCanDoAsync(worker, stage, CancellationToken.None),
            LeavePhotographs = stage => _registry.LeavePhotographsAsync(worker, stage, CancellationToken.None),
            Threads = Math.Max(1, Environment.ProcessorCount / pools.Sum(pool => pool.Slots)),
            Stop = ending.Token,
            StopNow = broken.Token,
            Program = program,
            Times = Times,
            Lock = held,
        };
        _feed.Attach(observer);
        List<WorkSession> sessions = [];
        foreach (PoolSpec pool in pools)
        {
            sessions.Add(Open(request, jobs, worker.QueueOf(pool.Name), pool.Slots, sessions.Count == 0, written, breaker));
        }

        started();
        UnbrokenContact contact = new(() => _times.Reconcile + _times.Heartbeat, _clock);
        await using (QueueSignals.On(server, written.Raise, Told))
        {
            using CancellationTokenSource ended = new();
            Task beating = new WorkerHeartbeat(_registry, worker, contact, _times, _clock).RunAsync(EndBecause, ended.Token);
            try
            {
                await LoopAsync(worker, sessions, contact, written, ending.Token);
            }
            catch
            {
                // Where the work cannot go on, a checkpoint is not waited for.
                await broken.CancelAsync();
                throw;
            }
            finally
            {
                await EndAsync(worker, sessions);
                await ended.CancelAsync();
                await beating;
            }
        }

        void Told(string word)
        {
            if (word == QueueSignals.DataSets)
            {
                _registry.LookAgain();
                written.Raise();
            }
            else
            {
                sessions.Find(session => session.Jobs.Name == word)?.Jobs.Wake();
            }
        }

        void EndBecause(string reason)
        {
            if (!ending.IsCancellationRequested)
            {
                LogEnds(reason);
                drained(reason);
                ending.Cancel();
            }
        }
    }

    /// <summary>Enters the worker into the database. It waits for one that is away, though not for ever: its name may be wrong.</summary>
    /// <returns>Number of attempts of its predecessor that were ended as lost.</returns>
    private Task<int> AddAsync(WorkerIdentity worker, IReadOnlyList<PoolSpec> pools, CancellationToken stop) =>
        new DatabasePatience(_home, LongestStart, _clock, LogDatabase).UntilAsync(
            async () =>
            {
                await (await _database.OpenAsync(stop)).DisposeAsync();
                await _kept.ClearAsync(stop);
                return await _registry.AddAsync(worker, pools, stop);
            },
            _times.Look, stop);

    private async Task LoopAsync(WorkerIdentity worker, List<WorkSession> sessions, UnbrokenContact contact, CoalescedSignal written, CancellationToken stop)
    {
        DatabasePatience patience = new(_home, TimeSpan.MaxValue, _clock, LogDatabase);
        long reconciled = 0;
        string? closedBecause = null;
        Breaker breaker = sessions[0].Breaker;
        DueWait wait = new(written, _registry, _times);
        while (!stop.IsCancellationRequested)
        {
            bool othersAdmit = false;
            await patience.TryAsync(
                async () =>
                {
                    closedBecause = await FollowAsync(worker, breaker, closedBecause);
                    if (reconciled == 0 || _clock.GetElapsedTime(reconciled) >= _times.Reconcile)
                    {
                        await _reconciler.RunAsync(contact, CancellationToken.None);
                        reconciled = _clock.GetTimestamp();
                    }

                    await _registry.LookAgainAsync(worker, CancellationToken.None);
                    IReadOnlyList<JobPool> pools = await _registry.LivePoolsAsync(sessions[0].Jobs.CreateIn, CancellationToken.None);
                    othersAdmit = !await _admission.AdmitAsync(pools, null, CancellationToken.None);
                    await _dispatcher.DrainAsync(CancellationToken.None);
                    return false;
                },
                () => false);
            sessions[0].Lock.RequireThisHome(_home);
            if (sessions.Select(session => session.Error).OfType<Exception>().FirstOrDefault(error => !StorageErrors.IsPassing(error)) is { } error)
            {
                throw error as PicieException ?? StorageErrors.Of(error, _home) ?? new PicieException(
                    "cannot-go-on", $"The work cannot go on: {error.Message}", null, "Check disk and permissions of PICIE_HOME, and start the worker again.", ProblemKind.Environment, error);
            }

            try
            {
                // Whoever admits at this moment may have looked before the change that woke us.
                TimeSpan longest = othersAdmit ? AfterOthersAdmission : _times.Reconcile;
                await wait.ForAsync(breaker.UntilProbe is { } until && until < longest ? until : longest, stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Looks whether the cause of an open breaker is gone, and closes or opens the pools where that is due.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="breaker">Its breaker.</param>
    /// <param name="told">Why the pools are closed according to the database.</param>
    /// <returns>Why they are closed now; null where they are open.</returns>
    private async Task<string?> FollowAsync(WorkerIdentity worker, Breaker breaker, string? told)
    {
        await breaker.LookAsync(_probe.PassesAsync);
        string? reason = breaker.Reason;
        if (reason == told)
        {
            return told;
        }

        await _registry.SetBreakerAsync(worker, reason, CancellationToken.None);
        if (reason is null)
        {
            LogCloses();
        }
        else if (told is null)
        {
            LogOpens(reason);
        }

        return reason;
    }

    private async Task EndAsync(WorkerIdentity worker, List<WorkSession> sessions)
    {
        await TryAsync(() => _registry.CloseAsync(worker.Id, CancellationToken.None));
        foreach (WorkSession session in sessions)
        {
            await session.EmptyAsync();
        }

        sessions.ForEach(session => session.Dispose());
        await TryAsync(() => _registry.EndAsync(worker, CancellationToken.None));
        LogEnded(worker.Name);
    }

    /// <summary>Writes what a database that is away need not know: it finds out by the lease.</summary>
    private static async Task TryAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception exception) when (StorageErrors.IsPassing(exception))
        {
        }
    }

    private WorkSession Open(WorkRequest request, PostgreSqlStorage storage, string queue, int slots, bool alone, CoalescedSignal written, Breaker breaker)
    {
        WorkSession? session = null;
        StageJobQueue jobs = new(
            storage, queue, (stage, offer) => _stageWork.RunAsync(session!, stage, offer), slots, Shutdown, alone);
        session = new WorkSession(request, jobs, slots, written, breaker);
        return session;
    }

    [LoggerMessage(1, LogLevel.Information, "The worker {Worker} started: {Pools} slots; {Lost} attempts of its predecessor were ended as lost")]
    private partial void LogStarted(string worker, string pools, int lost);

    [LoggerMessage(3, LogLevel.Warning, "{Sentence}")]
    private partial void LogDatabase(string sentence);

    [LoggerMessage(4, LogLevel.Warning, "This worker takes no further stage. {Reason} It looks again by itself.")]
    private partial void LogOpens(string reason);

    [LoggerMessage(5, LogLevel.Warning, "What failed this worker has passed: it takes stages again")]
    private partial void LogCloses();

    [LoggerMessage(6, LogLevel.Warning, "This worker takes nothing more and ends. {Reason}")]
    private partial void LogEnds(string reason);

    [LoggerMessage(2, LogLevel.Information, "The worker {Worker} has ended")]
    private partial void LogEnded(string worker);
}
