using System.Text.Json;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Stages;

namespace PiCIE.Storage.Events;

/// <summary>An appended fact, written in the transaction of the change that it tells of. It is never changed and never deleted.</summary>
public sealed class StoredEvent
{
    /// <summary>Place in the total order of all events; the database gives it.</summary>
    public long Seq { get; init; }

    /// <summary>Time when it happened.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Name of the event in kebab case, as <see cref="EventNames"/> has it.</summary>
    public required string Type { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>Name of the person who caused it; null where no person did.</summary>
    public string? Actor { get; init; }

    /// <summary>The database transaction that wrote it, where a reader must wait for earlier ones; null on SQLite, which has one writer.</summary>
    public long? TransactionId { get; init; }

    /// <summary>Id of the experiment that the event is about, or null.</summary>
    public Guid? ExperimentId { get; init; }

    /// <summary>Id of the run that the event is about, or null.</summary>
    public Guid? RunId { get; init; }

    /// <summary>Id of the stage that the event is about, or null.</summary>
    public Guid? StageId { get; init; }

    /// <summary>Reads the typed event.</summary>
    /// <exception cref="JsonException">A newer version wrote an event that this one does not know.</exception>
    public PipelineEvent Read() => JsonSerializer.Deserialize<PipelineEvent>(Body, StageJson.Stored)
        ?? throw new JsonException($"the event {Seq} has no body");
}
