using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Workers;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Checking;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Simulation;

/// <summary>
/// A week of a team in one process: the real ledger, wanting, admission, offers, tries, reconciler and control on a real database, against simulated
/// workers, children, deliveries and clock. Every choice is drawn from one seed. Beside the database it keeps what each commit was answered, and
/// compares both.
/// </summary>
internal sealed partial class SimulatedWeek : IAsyncDisposable
{
    private static readonly string[] Experiments = ["ada", "bob", "cyd"];
    private static readonly PoolSpec[] Pools = [PoolSpec.Default with { Slots = 2 }, new("train", [StageKind.Train], "cpu", 1), new("light", [StageKind.Preprocess, StageKind.Cluster, StageKind.Evaluate], "cpu", 2)];

    /// <summary>Number of seeds with which a submit may begin: enough that a week does not run out of work, few enough that most of it is shared.</summary>
    private const int Seeds = 8;

    /// <summary>Folder that lies in memory, where the system has one: a week writes thousands of times, and no power fails in it.</summary>
    private const string Memory = "/dev/shm";

    private readonly Random _random;
    private readonly SteppedClock _clock = new();
    private readonly TestHome _home;
    private readonly List<SimulatedWorker> _workers = [];
    private readonly List<(string Queue, Guid Stage, int Offer)> _jobs = [];
    private readonly Dictionary<Guid, int> _confirmed = [];
    private readonly List<string> _story = [];
    private readonly DatabaseChanges _changes = new();
    private int _processes;

    public SimulatedWeek(int seed)
    {
        _random = new Random(seed);
        _home = new TestHome(
            Directory.CreateDirectory(Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), $"picie-week-{Guid.NewGuid():N}")).FullName,
            services => services.AddSingleton<TimeProvider>(_clock).AddSingleton(new FailureRules { FirstWait = TimeSpan.FromSeconds(2), LongestWait = TimeSpan.FromSeconds(30) }),
            owned: true);
    }

    /// <summary>What happened so far, a line a step.</summary>
    public IReadOnlyList<string> Story => _story;

    public async ValueTask DisposeAsync()
    {
        await _changes.DisposeAsync();
        await _home.DisposeAsync();
    }

    /// <summary>Goes some steps and looks after each whether everything holds; then lets everything that can end do so.</summary>
    public async Task RunAsync(int steps)
    {
        await SubmitAsync();
        await StartWorkerAsync("home-a", Pools[..1]);
        await StartWorkerAsync("home-b", Pools[1..]);
        await StartWorkerAsync("home-c", Pools[..1]);
        for (int step = 0; step < steps; step++)
        {
            await StepAsync();
            await RequireSoundAsync();
        }

        await EndAsync();
    }

    private Task StepAsync()
    {
        (int Weight, Func<Task> Act)[] acts =
        [
            (12, AdmitAsync), (20, DeliverAsync), (12, EndOneAsync), (16, BeatAsync), (10, ReconcileAsync), (14, PassAsync), (2, FreezeAsync), (3, OversleepAsync), (1, KillAsync),
            (3, SubmitAsync), (1, CancelAsync), (2, RetryAsync), (1, PauseAsync), (4, ResumeAsync), (1, WithdrawAsync), (1, LimitAsync), (2, LookAsync), (1, UnfollowAsync),
        ];
        int drawn = _random.Next(acts.Sum(act => act.Weight));
        foreach ((int weight, Func<Task> act) in acts)
        {
            if ((drawn -= weight) < 0)
            {
                return act();
            }
        }

        throw new InvalidOperationException("a weight is missing");
    }

    private Task PassAsync()
    {
        TimeSpan passed = TimeSpan.FromSeconds(_random.Next(30) == 0 ? _random.Next(120) : _random.NextDouble() * 12);
        _clock.Now += passed;
        return Told($"{passed.TotalSeconds:0.0} s pass");
    }

    private async Task AdmitAsync()
    {
        if (Awake() is not null)
        {
            IReadOnlyList<JobPool> pools = await _home.Get<WorkerRegistry>().LivePoolsAsync((queue, _, stage, offer) => Enqueue(queue, stage, offer), default);
            await _home.Get<Admission>().AdmitAsync(pools, null, default);
            await Told("admission");
        }
    }

    /// <summary>Hangfire takes a job: it may lose it, or deliver it twice, and in any order.</summary>
    private void Enqueue(string queue, Guid stage, int offer)
    {
        int copies = _random.Next(20) switch { 0 => 0, 1 => 2, _ => 1 };
        for (int copy = 0; copy < copies; copy++)
        {
            _jobs.Add((queue, stage, offer));
        }

        _story.Add($"  offer {offer} of {Short(stage)} to {queue}{(copies == 1 ? "" : $", {copies} times")}");
    }

    private async Task DeliverAsync()
    {
        if (_jobs.Count == 0)
        {
            return;
        }

        (string queue, Guid stage, int offer) = _jobs[_random.Next(_jobs.Count)];
        if (_workers.Find(worker => !worker.Frozen && worker.HasRoom(queue)) is not { } worker)
        {
            return;
        }

        if (_random.Next(12) > 0)
        {
            _jobs.Remove((queue, stage, offer));
        }

        StartedAttempt? started = await _home.Get<IStageLedger>().StartAsync(
            stage, new AttemptStart(worker.Identity.Name, "picie", "cpu", 1, number => $"{number}.log") { Offer = offer, Lease = new QueueTimes().Lease }, default);
        if (started is not null)
        {
            worker.Running.Add(new SimulatedAttempt(stage, started, queue));
            await RequireOfferAsync(queue, stage, offer);
        }

        await Told($"offer {offer} of {Short(stage)} comes to {worker.Home}: {(started is null ? "stale" : $"attempt {started.Number}")}");
    }

    /// <summary>Looks whether a stage that was started was offered to this queue under this number: its slot is counted where it was offered.</summary>
    private async Task RequireOfferAsync(string queue, Guid stage, int offer)
    {
        await using PicieContext context = await _home.OpenAsync();
        Stage row = await context.Stages.AsNoTracking().SingleAsync(row => row.Id == stage);
        if ((row.Pool, row.Offer) != (queue, offer))
        {
            throw new InvalidOperationException($"offer {offer} of {Short(stage)} to {queue} started it, and it stood offered to {row.Pool ?? "nobody"} by offer {row.Offer}");
        }
    }

    /// <summary>An attempt of any worker ends; one that sleeps may wake with it, and is late then: it has looked at nothing since.</summary>
    private async Task EndOneAsync()
    {
        SimulatedWorker[] busy = [.. _workers.Where(worker => worker.Running.Count > 0 && (!worker.Frozen || _random.Next(4) == 0))];
        if (busy.Length == 0)
        {
            return;
        }

        SimulatedWorker worker = busy[_random.Next(busy.Length)];
        SimulatedAttempt attempt = worker.Running[_random.Next(worker.Running.Count)];
        worker.Running.Remove(attempt);
        string woken = worker.Frozen ? $"{worker.Home} wakes, and " : string.Empty;
        worker.Frozen = false;
        await Told($"{woken}attempt {attempt.Started.Number} of {Short(attempt.Stage)} {await EndAsync(attempt)}");
    }

    private async Task<string> EndAsync(SimulatedAttempt attempt)
    {
        IStageLedger ledger = _home.Get<IStageLedger>();
        (Guid stage, int number) = (attempt.Stage, attempt.Started.Number);
        switch (_random.Next(16))
        {
            case < 9:
                return $"commits: {await CommitAsync(attempt)}";
            case 9:
                return $"is interrupted: {await ledger.InterruptAsync(stage, number, default)}";
            case 10:
                return $"commits, hears nothing and asks again: {await CommitAsync(attempt)}, {await CommitAsync(attempt)}";
            case 11 when await SourceOfAsync(stage) is { } source:
                _confirmed.Remove(source);
                bool missed = await ledger.MissInputAsync(stage, number, source, "gone", _random.Next(2) == 0, default);
                await RememberAsync(source);
                return $"misses its input {Short(source)}: {missed}";
            default:
                FailureKind kind = Enum.GetValues<FailureKind>()[_random.Next(1, 6)];
                return $"fails by {kind}: {await ledger.FailAsync(stage, number, new Failure(kind, "on purpose"), default)}";
        }
    }

    private async Task<bool> CommitAsync(SimulatedAttempt attempt)
    {
        StageCommit commit = new(new StoredManifest("abc", []), StageJson.ToElement(new { done = true }), []);
        bool taken = await _home.Get<IStageLedger>().CommitAsync(attempt.Stage, attempt.Started.Number, commit, default);
        if (taken)
        {
            if (_confirmed.TryGetValue(attempt.Stage, out int other) && other != attempt.Started.Number)
            {
                throw new InvalidOperationException($"attempts {other} and {attempt.Started.Number} of {Short(attempt.Stage)} were both confirmed");
            }

            _confirmed[attempt.Stage] = attempt.Started.Number;
        }

        return taken;
    }

    private async Task ReconcileAsync()
    {
        if (Awake() is not { } worker)
        {
            return;
        }

        QueueTimes times = new();
        int before = await RunningAsync();
        await _home.Get<Reconciler>().RunAsync(worker.Contact, default);
        int ended = before - await RunningAsync();
        await Told($"{worker.Home} reconciles{(ended > 0 ? $" and ends {ended} attempts" : "")}");
        if (ended > 0 && !worker.Listened(_clock.Now, times.Lease, times.Reconcile + times.Heartbeat))
        {
            throw new InvalidOperationException($"{worker.Home} ended {ended} attempts, and would not have heard that their workers live");
        }
    }

    private async Task<int> RunningAsync()
    {
        await using PicieContext context = await _home.OpenAsync();
        return await context.Stages.CountAsync(stage => stage.State == StageState.Running);
    }

    /// <summary>Looks whether every invariant holds, and whether the database has what was confirmed, and nothing else.</summary>
    private async Task RequireSoundAsync()
    {
        if (!await _changes.AnyAsync(_home.Home.Database))
        {
            return;
        }

        await using PicieContext context = await _home.OpenAsync();
        (await Invariants.BrokenAsync(context, default)).ShouldBeEmpty();
        // A result counts for the newest attempt: one that another attempt overtook has no say any more.
        (Guid, int)[] done = [.. (await context.Stages.Where(stage => stage.State == StageState.Done).Select(stage => new { stage.Id, stage.AttemptNumber }).ToListAsync())
            .Select(stage => (stage.Id, stage.AttemptNumber))];
        done.ShouldBe(_confirmed.Select(pair => (pair.Key, pair.Value)), ignoreOrder: true);
        (await context.Stages.CountAsync(stage => stage.OfferedUntil != null && stage.OfferedUntil > _clock.Now + new QueueTimes().Offer)).ShouldBe(0);
    }

    private async Task RememberAsync(Guid source)
    {
        await using PicieContext context = await _home.OpenAsync();
        if (await context.Stages.Where(stage => stage.Id == source && stage.State == StageState.Done).Select(stage => (int?)stage.AttemptNumber).SingleOrDefaultAsync() is { } number)
        {
            _confirmed[source] = number;
        }
    }

    private async Task<Guid?> SourceOfAsync(Guid stage)
    {
        await using PicieContext context = await _home.OpenAsync();
        return await context.StageInputs.Where(input => input.StageId == stage && input.SourceStageId != null).OrderBy(input => input.Role).Select(input => input.SourceStageId).FirstOrDefaultAsync();
    }

    private Task Told(string line)
    {
        _story.Add($"{_clock.Now:HH:mm:ss} {line}");
        return Task.CompletedTask;
    }

    private static string Short(Guid stage) => stage.ToString("N")[^6..];
}
