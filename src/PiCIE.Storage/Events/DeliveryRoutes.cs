namespace PiCIE.Storage.Events;

/// <summary>Which handlers must hear of which events. Part of the transaction that writes the event, hence known to storage.</summary>
/// <param name="routes">Names of handlers by type of event.</param>
public sealed class DeliveryRoutes(IReadOnlyDictionary<string, IReadOnlyList<string>> routes)
{
    /// <summary>Nobody hears anything.</summary>
    public static DeliveryRoutes None { get; } = new(new Dictionary<string, IReadOnlyList<string>>());

    /// <summary>The handlers of one type of event, in the order in which they hear of it.</summary>
    /// <param name="eventType">The type.</param>
    public IReadOnlyList<string> Of(string eventType) => routes.TryGetValue(eventType, out IReadOnlyList<string>? handlers) ? handlers : [];
}
