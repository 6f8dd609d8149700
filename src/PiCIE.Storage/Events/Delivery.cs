namespace PiCIE.Storage.Events;

/// <summary>That one handler must still hear of an event. Gone once it has; set aside after too many failures.</summary>
public sealed class Delivery
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>The event.</summary>
    public Guid EventId { get; init; }

    /// <summary>Name of the handler.</summary>
    public required string Handler { get; init; }

    /// <summary>Place in the order of all deliveries.</summary>
    public long Position { get; init; }

    /// <summary>Failures so far.</summary>
    public int Failures { get; set; }

    /// <summary>Not tried again before this time; null at once.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Whether it was given up.</summary>
    public bool SetAside { get; set; }

    /// <summary>Why it failed last, or null.</summary>
    public string? Error { get; set; }
}
