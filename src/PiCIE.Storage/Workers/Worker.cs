namespace PiCIE.Storage.Workers;

/// <summary>A process that runs stages.</summary>
public sealed class Worker
{
    /// <summary>Id (UUIDv7), new at each start.</summary>
    public Guid Id { get; init; }

    /// <summary>Name of the machine.</summary>
    public required string Host { get; init; }

    /// <summary>Number of the process on its machine.</summary>
    public int Pid { get; init; }

    /// <summary>Time when the process started. It tells the process from a later one with the same number.</summary>
    public DateTimeOffset ProcessStartedAt { get; init; }

    /// <summary>Id of its home.</summary>
    public string? Home { get; init; }

    /// <summary>Processor model and features.</summary>
    public string? Processor { get; init; }

    /// <summary>Schema that it knows: the newest migration.</summary>
    public required string SchemaVersion { get; init; }

    /// <summary>Time of its last heartbeat.</summary>
    public DateTimeOffset HeartbeatAt { get; set; }

    /// <summary>Whether it takes no more stages because it is about to end.</summary>
    public bool Draining { get; set; }

    /// <summary>Reason why its breaker is open; null while it is closed.</summary>
    public string? BreakerReason { get; set; }

    /// <summary>Time when its breaker opened; null while it is closed.</summary>
    public DateTimeOffset? BreakerOpenedAt { get; set; }

    /// <summary>Time when it started.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Time when it ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
