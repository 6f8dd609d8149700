namespace PiCIE.Storage.Limits;

/// <summary>A number that all processes must agree on: a time of the queue, or a person's weight or limit.</summary>
public sealed class Limit
{
    /// <summary>Name of the limit: <c>lease</c>, <c>offer</c>, <c>weight</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the person whom it is about; empty for everybody.</summary>
    public required string Person { get; init; }

    /// <summary>The number; times in seconds.</summary>
    public double Value { get; set; }

    /// <summary>Time when it was set.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}
