namespace PiCIE.Storage.Limits;

/// <summary>Some of the time that a person used of one kind of device, decayed to a moment: that of an attempt, or of many put together.</summary>
public sealed class Usage
{
    /// <summary>Id of the row.</summary>
    public Guid Id { get; init; }

    /// <summary>Name of the person.</summary>
    public required string Person { get; init; }

    /// <summary>Kind of device: cpu or cuda.</summary>
    public required string DeviceKind { get; init; }

    /// <summary>Slot seconds, decayed to <see cref="At"/>.</summary>
    public double Seconds { get; set; }

    /// <summary>The moment to which they are decayed.</summary>
    public DateTimeOffset At { get; set; }
}
