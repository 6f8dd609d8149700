namespace PiCIE.Storage.Metrics;

/// <summary>A batch of points that the database has taken; the same batch again is passed over.</summary>
public sealed class MetricBatch
{
    /// <summary>Id of the stage.</summary>
    public Guid StageId { get; init; }

    /// <summary>Number of the attempt.</summary>
    public int Attempt { get; init; }

    /// <summary>Number of the batch within the attempt, from 1.</summary>
    public long Sequence { get; init; }

    /// <summary>Number of its points.</summary>
    public int Points { get; init; }

    /// <summary>Time when it was taken.</summary>
    public DateTimeOffset At { get; init; }
}
