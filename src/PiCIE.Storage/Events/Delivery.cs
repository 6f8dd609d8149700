namespace PiCIE.Storage.Events;

/// <summary>
/// A row that says that one handler must still hear of an event. It is deleted when the handler has heard, and set aside after too many
/// failures.
/// </summary>
public sealed class Delivery
{
    /// <summary>Place of the event in the order of all events.</summary>
    public long EventSeq { get; init; }

    /// <summary>The event, where it was loaded.</summary>
    public StoredEvent? Event { get; init; }

    /// <summary>Fixed name of the handler.</summary>
    public required string Handler { get; init; }

    /// <summary>Number of failures so far.</summary>
    public int Failures { get; set; }

    /// <summary>Time before which it is not tried again; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Whether it is set aside and not tried again.</summary>
    public bool SetAside { get; set; }

    /// <summary>Text of the last failure, or null.</summary>
    public string? Error { get; set; }
}
