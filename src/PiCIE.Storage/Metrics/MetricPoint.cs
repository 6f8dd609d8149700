namespace PiCIE.Storage.Metrics;

/// <summary>One value of a series.</summary>
public sealed class MetricPoint
{
    /// <summary>The column: null stands for NaN, which SQLite does not store.</summary>
    private double? _value;

    /// <summary>The series.</summary>
    public Guid SeriesId { get; init; }

    /// <summary>Position: an epoch, counted from 0.</summary>
    public long Step { get; init; }

    /// <summary>The value; NaN and the infinities are values like others.</summary>
    public double Value
    {
        get => _value ?? double.NaN;
        init => _value = ToColumn(value);
    }

    /// <summary>When it was stored.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The value as the column takes it.</summary>
    internal static double? ToColumn(double value) => double.IsNaN(value) ? null : value;
}
