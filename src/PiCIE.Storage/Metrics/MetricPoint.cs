namespace PiCIE.Storage.Metrics;

/// <summary>One value of a series.</summary>
public sealed class MetricPoint
{
    /// <summary>Id of the series.</summary>
    public Guid SeriesId { get; init; }

    /// <summary>Position: an epoch, counted from 0.</summary>
    public long Step { get; init; }

    /// <summary>The value; null stands for "not a number", for which SQLite has no value of its own.</summary>
    public double? Value { get; init; }

    /// <summary>Number of the batch, within its attempt, that told it.</summary>
    public long BatchSequence { get; init; }

    /// <summary>Time when it was stored.</summary>
    public DateTimeOffset At { get; init; }
}
