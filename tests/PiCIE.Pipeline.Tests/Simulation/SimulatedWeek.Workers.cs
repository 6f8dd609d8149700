using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Workers;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Simulation;

/// <summary>What workers do in a simulated week, and what is done to them.</summary>
internal sealed partial class SimulatedWeek
{
    private async Task BeatAsync()
    {
        foreach (SimulatedWorker worker in _workers.Where(worker => !worker.Frozen && _random.Next(8) > 0))
        {
            worker.Contact.Reached((await _home.Get<WorkerRegistry>().BeatAsync(worker.Identity, default)).Now);
            worker.Beats.Add(_clock.Now);
            foreach (SimulatedAttempt attempt in worker.Running.ToArray())
            {
                if (_random.Next(8) > 0 && !await _home.Get<IStageLedger>().HeartbeatAsync(attempt.Stage, attempt.Started.Number, new QueueTimes().Lease, default))
                {
                    worker.Running.Remove(attempt);
                    _story.Add($"  attempt {attempt.Started.Number} of {Short(attempt.Stage)} is refused and ends");
                }
            }
        }

        await Told("heartbeats");
    }

    /// <summary>Supervisors look whether their attempts should go on.</summary>
    private async Task LookAsync()
    {
        foreach (SimulatedWorker worker in _workers.Where(worker => !worker.Frozen))
        {
            foreach (SimulatedAttempt attempt in worker.Running.ToArray())
            {
                AttemptStanding standing = await _home.Get<IStageLedger>().StandingAsync(attempt.Stage, attempt.Started.Number, default);
                if (standing != AttemptStanding.GoesOn)
                {
                    worker.Running.Remove(attempt);
                    bool taken = await _home.Get<IStageLedger>().InterruptAsync(attempt.Stage, attempt.Started.Number, default);
                    taken.ShouldBe(standing == AttemptStanding.Unwanted);
                }
            }
        }

        await Told("looks");
    }

    private Task FreezeAsync()
    {
        SimulatedWorker worker = _workers[_random.Next(_workers.Count)];
        worker.Frozen = !worker.Frozen;
        return Told($"{worker.Home} {(worker.Frozen ? "freezes" : "wakes")}");
    }

    /// <summary>A worker with work in hand sleeps for longer than a lease while the others go on.</summary>
    private async Task OversleepAsync()
    {
        if (_workers.Find(worker => !worker.Frozen && worker.Running.Count > 0) is not { } worker)
        {
            return;
        }

        worker.Frozen = true;
        await Told($"{worker.Home} falls asleep with {worker.Running.Count} attempts");
        for (TimeSpan slept = TimeSpan.Zero; slept < new QueueTimes().Lease + new QueueTimes().Reconcile; slept += new QueueTimes().Reconcile / 2)
        {
            _clock.Now += new QueueTimes().Reconcile / 2;
            await BeatAsync();
        }

        await ReconcileAsync();
        await AdmitAsync();
    }

    private async Task KillAsync()
    {
        SimulatedWorker worker = _workers[_random.Next(_workers.Count)];
        _workers.Remove(worker);
        await Told($"{worker.Home} is killed with {worker.Running.Count} attempts");
        await StartWorkerAsync(worker.Home, worker.Pools);
    }

    private async Task StartWorkerAsync(string home, IReadOnlyList<PoolSpec> pools)
    {
        QueueTimes times = new();
        SimulatedWorker worker = new(home, pools, new UnbrokenContact(times.Reconcile + times.Heartbeat, _clock), ++_processes);
        await _home.Get<WorkerRegistry>().AddAsync(worker.Identity, pools, default);
        _workers.Add(worker);
        await Told($"{home} starts");
    }

    private SimulatedWorker? Awake()
    {
        SimulatedWorker[] awake = [.. _workers.Where(worker => !worker.Frozen)];
        return awake.Length == 0 ? null : awake[_random.Next(awake.Length)];
    }
}
