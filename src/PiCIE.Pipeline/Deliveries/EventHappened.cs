using System.Text.Json;
using MediatR;
using PiCIE.Experiments.Stages;
using PiCIE.Storage.Events;

namespace PiCIE.Pipeline.Deliveries;

/// <summary>An event on its way to one handler.</summary>
/// <param name="Event">The event as it is stored.</param>
internal sealed record EventHappened(StoredEvent Event) : INotification
{
    /// <summary>What the event says more.</summary>
    public T Body<T>() => JsonSerializer.Deserialize<T>(Event.Body, StageJson.Stored)
        ?? throw new JsonException($"the event {Event.Id} has no body");
}
