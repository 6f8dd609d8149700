namespace PiCIE.Storage.Workers;

/// <summary>A process that runs stages.</summary>
public sealed class Worker
{
    /// <summary>Id (UUIDv7), new at each start.</summary>
    public Guid Id { get; init; }

    /// <summary>Host.</summary>
    public required string Host { get; init; }

    /// <summary>Process number.</summary>
    public int Pid { get; init; }

    /// <summary>When the process started, so that a number that was given again is seen.</summary>
    public DateTimeOffset ProcessStartedAt { get; init; }

    /// <summary>Id of its home.</summary>
    public string? Home { get; init; }

    /// <summary>Processor model and features.</summary>
    public string? Processor { get; init; }

    /// <summary>Schema that it knows: the newest migration.</summary>
    public required string SchemaVersion { get; init; }

    /// <summary>Last heartbeat.</summary>
    public DateTimeOffset HeartbeatAt { get; set; }

    /// <summary>Whether it takes no more stages because it is about to end.</summary>
    public bool Draining { get; set; }

    /// <summary>Why its breaker is open; null while it is closed.</summary>
    public string? BreakerReason { get; set; }

    /// <summary>When its breaker opened; null while it is closed.</summary>
    public DateTimeOffset? BreakerOpenedAt { get; set; }

    /// <summary>When it started.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
