namespace PiCIE.Storage.Events;

/// <summary>That one handler must still hear of an event. The row goes once it has; it is set aside after too many failures.</summary>
public sealed class Delivery
{
    /// <summary>Place of the event in the order of all events.</summary>
    public long EventSeq { get; init; }

    /// <summary>The event.</summary>
    public StoredEvent? Event { get; init; }

    /// <summary>The fixed name of the handler.</summary>
    public required string Handler { get; init; }

    /// <summary>Failures so far.</summary>
    public int Failures { get; set; }

    /// <summary>Not tried again before this time; null at once.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Whether it was given up.</summary>
    public bool SetAside { get; set; }

    /// <summary>Why it failed last, or null.</summary>
    public string? Error { get; set; }
}
