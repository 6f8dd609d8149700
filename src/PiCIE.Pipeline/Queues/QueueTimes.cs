namespace PiCIE.Pipeline.Queues;

/// <summary>Holds the times of the queue (docs/lease.md).</summary>
internal sealed record QueueTimes
{
    /// <summary>Time for which an offer stands before it is made again.</summary>
    public TimeSpan Offer { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time for which a worker has a stage, or counts as alive, without a further sign of life.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between two signs of life.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two looks of the reconciler.</summary>
    public TimeSpan Reconcile { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time that the one process of a home waits for a signal before it looks by itself.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(1);
}
