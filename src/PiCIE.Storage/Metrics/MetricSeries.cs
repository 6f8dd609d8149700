namespace PiCIE.Storage.Metrics;

/// <summary>A named series of values that one attempt at a stage reported.</summary>
public sealed class MetricSeries
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>Id of the stage.</summary>
    public Guid StageId { get; init; }

    /// <summary>Number of the attempt.</summary>
    public int Attempt { get; init; }

    /// <summary>Name of the series: <c>loss</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether its points are also kept in blocks (<see cref="MetricLevel"/>).</summary>
    public bool HasLevels { get; set; }
}
