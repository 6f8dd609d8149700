using System.Globalization;
using PiCIE.Storage.Limits;

namespace PiCIE.Pipeline.Queues;

/// <summary>Holds the times of the queue (docs/lease.md).</summary>
internal sealed record QueueTimes
{
    /// <summary>Name of the variable that sets other times: <c>lease=2,heartbeat=0.3,reconcile=0.5</c>, in seconds. It is for the fault rig (tests/PiCIE.Faults) alone.</summary>
    public const string Variable = "PICIE_QUEUE_TIMES";

    private const int HeartbeatsOfLease = 3;

    private AgreedTimes? _agreed;

    /// <summary>Time for which an offer stands before it is made again.</summary>
    public TimeSpan Offer { get => _agreed?.Offer ?? field; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time for which a worker has a stage, or counts as alive, without a further sign of life.</summary>
    public TimeSpan Lease { get => _agreed?.Lease ?? field; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between two signs of life: where the lease was set, a third of it, so that two may get lost.</summary>
    public TimeSpan Heartbeat { get => _agreed?.Lease / HeartbeatsOfLease ?? field; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two looks of the reconciler.</summary>
    public TimeSpan Reconcile { get => _agreed?.Reconcile ?? field; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for which work that stops is waited for where something else waits for its end.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Longest time that the one process of a home waits for a signal before it looks by itself.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Time by which the clock of this process is ahead of the right one; negative where it is behind.</summary>
    public TimeSpan ClockAhead { get; init; }

    /// <summary>The clock of this process.</summary>
    public TimeProvider Clock => ClockAhead == TimeSpan.Zero ? TimeProvider.System : new ShiftedClock(ClockAhead);

    /// <summary>Takes the times that the processes on the database agree on; they count from now on.</summary>
    /// <param name="agreed">The times, as table limits has them.</param>
    public void Take(AgreedTimes agreed) => _agreed = agreed;

    /// <summary>Reads the value of <see cref="Variable"/>; what it does not name keeps its default.</summary>
    /// <param name="text">The value; null gives the defaults.</param>
    /// <exception cref="FormatException">The value names no time of the queue, or a time that is no number of seconds above 0.</exception>
    public static QueueTimes Read(string? text)
    {
        QueueTimes times = new();
        foreach (string pair in (text ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=');
            NumberStyles style = parts[0] == "clock" ? NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign : NumberStyles.AllowDecimalPoint;
            if (parts.Length != 2 || !double.TryParse(parts[1], style, CultureInfo.InvariantCulture, out double seconds) || seconds is 0 or > 86400 or < -86400)
            {
                throw Wrong(pair);
            }

            TimeSpan time = TimeSpan.FromSeconds(seconds);
            times = parts[0] switch
            {
                "offer" => times with { Offer = time },
                "lease" => times with { Lease = time },
                "heartbeat" => times with { Heartbeat = time },
                "reconcile" => times with { Reconcile = time },
                "look" => times with { Look = time },
                "clock" => times with { ClockAhead = time },
                _ => throw Wrong(pair),
            };
        }

        return times;
    }

    private static FormatException Wrong(string pair) =>
        new($"'{pair}' is no time of the queue: allowed are offer, lease, heartbeat, reconcile and look with seconds above 0, as in lease=2,heartbeat=0.3, and clock with the seconds by which it is ahead");
}
