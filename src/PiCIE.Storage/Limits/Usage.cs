namespace PiCIE.Storage.Limits;

/// <summary>What a person used of one kind of device, decayed to a time.</summary>
public sealed class Usage
{
    /// <summary>The person.</summary>
    public required string Person { get; init; }

    /// <summary>Kind of device: cpu or cuda.</summary>
    public required string DeviceKind { get; init; }

    /// <summary>Slot seconds, decayed.</summary>
    public double Seconds { get; set; }

    /// <summary>The time to which they are decayed.</summary>
    public DateTimeOffset At { get; set; }
}
