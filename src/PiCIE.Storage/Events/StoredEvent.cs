using System.Text.Json;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Stages;

namespace PiCIE.Storage.Events;

/// <summary>An appended fact, written in the transaction of the change that it tells of. It is never changed and never deleted.</summary>
public sealed class StoredEvent
{
    /// <summary>Place in the total order of all events; given by the database.</summary>
    public long Seq { get; init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Name of the event in kebab case, as <see cref="EventNames"/> has it.</summary>
    public required string Type { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>Who caused it, where that is a person; else null.</summary>
    public string? Actor { get; init; }

    /// <summary>The database transaction that wrote it, where a reader must wait for earlier ones; null on SQLite, which has one writer.</summary>
    public long? TransactionId { get; init; }

    /// <summary>The experiment that it is about, or null.</summary>
    public Guid? ExperimentId { get; init; }

    /// <summary>The run that it is about, or null.</summary>
    public Guid? RunId { get; init; }

    /// <summary>The stage that it is about, or null.</summary>
    public Guid? StageId { get; init; }

    /// <summary>The event itself.</summary>
    /// <exception cref="JsonException">A newer version wrote an event that this one does not know.</exception>
    public PipelineEvent Read() => JsonSerializer.Deserialize<PipelineEvent>(Body, StageJson.Stored)
        ?? throw new JsonException($"the event {Seq} has no body");
}
