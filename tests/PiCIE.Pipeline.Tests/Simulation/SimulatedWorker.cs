using PiCIE.Pipeline.Workers;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Simulation;

/// <summary>A worker of a simulation: it may freeze, and it may be killed and started again in its home.</summary>
internal sealed class SimulatedWorker(string home, IReadOnlyList<PoolSpec> pools, UnbrokenContact contact, int process)
{
    public WorkerIdentity Identity { get; } = new(Guid.NewGuid(), home, process, DateTimeOffset.UnixEpoch, home);

    public string Home => home;

    public IReadOnlyList<PoolSpec> Pools => pools;

    /// <summary>For how long the worker has reached the database.</summary>
    public UnbrokenContact Contact => contact;

    /// <summary>Whether it does nothing at present, as a machine that sleeps.</summary>
    public bool Frozen { get; set; }

    public List<SimulatedAttempt> Running { get; } = [];

    /// <summary>Times at which it reached the database.</summary>
    public List<DateTimeOffset> Beats { get; } = [];

    /// <summary>
    /// Returns whether it would have heard of every sign of life of the last time: it reached the database again and again, and never with a gap. Told from its beats alone, and not by
    /// <see cref="Contact"/>.
    /// </summary>
    public bool Listened(DateTimeOffset now, TimeSpan time, TimeSpan gap)
    {
        DateTimeOffset since = now;
        foreach (DateTimeOffset beat in Enumerable.Reverse(Beats))
        {
            if (since - beat > gap)
            {
                break;
            }

            since = beat;
        }

        return Beats.Count > 0 && Beats[^1] - since >= time;
    }

    /// <summary>Whether it has a pool of that queue with a free slot.</summary>
    public bool HasRoom(string queue) => pools.Any(
        pool => Identity.QueueOf(pool.Name) == queue && Running.Count(attempt => attempt.Queue == queue) < pool.Slots);
}

/// <summary>An attempt that a simulated worker carries out.</summary>
internal sealed record SimulatedAttempt(Guid Stage, StartedAttempt Started, string Queue);
