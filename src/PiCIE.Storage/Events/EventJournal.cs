using System.Text.Json;
using PiCIE.Experiments.Stages;

namespace PiCIE.Storage.Events;

/// <summary>Appends events and, with each, one delivery row for every handler that must hear of it. The caller's transaction keeps both.</summary>
/// <param name="routes">Who hears what.</param>
/// <param name="clock">The time.</param>
public sealed class EventJournal(DeliveryRoutes routes, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private long _lastPosition;

    /// <summary>Appends one event to what the context will save.</summary>
    /// <param name="context">The context.</param>
    /// <param name="draft">The event.</param>
    public void Append(PicieContext context, EventDraft draft)
    {
        DateTimeOffset now = clock.GetUtcNow();
        StoredEvent stored = new()
        {
            Id = Guid.CreateVersion7(),
            At = now,
            Type = draft.Type,
            Body = draft.Body is null ? "{}" : JsonSerializer.Serialize(draft.Body, draft.Body.GetType(), StageJson.Options),
            ExperimentId = draft.ExperimentId,
            RunId = draft.RunId,
            StageId = draft.StageId,
        };
        context.Events.Add(stored);
        context.Deliveries.AddRange(routes.Of(draft.Type).Select(handler => new Delivery
        {
            Id = Guid.CreateVersion7(),
            EventId = stored.Id,
            Handler = handler,
            Position = NextPosition(now),
        }));
    }

    /// <summary>Later than all before, also within one tick of the clock.</summary>
    private long NextPosition(DateTimeOffset now)
    {
        lock (_gate)
        {
            return _lastPosition = Math.Max(_lastPosition + 1, now.UtcTicks);
        }
    }
}
