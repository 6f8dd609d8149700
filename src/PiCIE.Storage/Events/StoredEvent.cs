namespace PiCIE.Storage.Events;

/// <summary>An appended fact, written in the transaction of the change that it tells of. Never changed, never deleted.</summary>
public sealed class StoredEvent
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Name of the event in kebab case.</summary>
    public required string Type { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>The experiment that it is about, or null.</summary>
    public Guid? ExperimentId { get; init; }

    /// <summary>The run that it is about, or null.</summary>
    public Guid? RunId { get; init; }

    /// <summary>The stage that it is about, or null.</summary>
    public Guid? StageId { get; init; }
}
