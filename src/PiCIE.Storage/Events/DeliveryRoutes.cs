namespace PiCIE.Storage.Events;

/// <summary>Says which handlers must hear of which events. The transaction that writes an event writes their deliveries, so storage knows them.</summary>
/// <param name="routes">Fixed names of handlers by type of event.</param>
public sealed class DeliveryRoutes(IReadOnlyDictionary<Type, IReadOnlyList<string>> routes)
{
    /// <summary>Routes where no handler hears anything.</summary>
    public static DeliveryRoutes None { get; } = new(new Dictionary<Type, IReadOnlyList<string>>());

    /// <summary>Returns the handlers of one type of event, in the order in which they hear of it.</summary>
    /// <param name="eventType">The type.</param>
    public IReadOnlyList<string> Of(Type eventType) => routes.TryGetValue(eventType, out IReadOnlyList<string>? handlers) ? handlers : [];
}
