namespace PiCIE.Storage.Limits;

/// <summary>A number that all processes must agree on: a time of the queue, or a person's weight or limit.</summary>
public sealed class Limit
{
    /// <summary>What it limits: <c>lease</c>, <c>offer</c>, <c>weight</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The person whom it is about; empty for everybody.</summary>
    public required string Person { get; init; }

    /// <summary>The number; times in seconds.</summary>
    public double Value { get; set; }

    /// <summary>When it was set.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}
