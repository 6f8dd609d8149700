using System.Reflection;
using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Events;

/// <summary>Gives the stored name of each type of event, read from the one list that stands on <see cref="PipelineEvent"/>.</summary>
public static class EventNames
{
    private static readonly Dictionary<Type, string> Names = typeof(PipelineEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);

    /// <summary>All types of events, in the order of the list.</summary>
    public static IReadOnlyCollection<Type> Types => Names.Keys;

    /// <summary>Returns the name of a type of event: <c>stage-ready</c>.</summary>
    /// <param name="eventType">The type.</param>
    /// <exception cref="ArgumentException">The type is no event, or is missing in the list.</exception>
    public static string Of(Type eventType) => Names.TryGetValue(eventType, out string? name)
        ? name
        : throw new ArgumentException($"{eventType.Name} is no event: the list on {nameof(PipelineEvent)} does not name it", nameof(eventType));
}
