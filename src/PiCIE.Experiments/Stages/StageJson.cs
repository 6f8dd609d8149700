using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Stages;

/// <summary>Writes orders, messages and stage settings as JSON and reads them: camelCase names, kebab-case enumerations, nulls left out.</summary>
public static class StageJson
{
    /// <summary>Options for writing, and for reading what this version wrote: unknown names are refused.</summary>
    public static JsonSerializerOptions Options { get; } = Create(JsonUnmappedMemberHandling.Disallow);

    /// <summary>Options for reading what is stored: another version may have written it, so unknown names are passed over.</summary>
    public static JsonSerializerOptions Stored { get; } = Create(JsonUnmappedMemberHandling.Skip);

    /// <summary>Returns the value as a JSON element.</summary>
    /// <param name="value">A settings or output record.</param>
    /// <typeparam name="T">Its type.</typeparam>
    public static JsonElement ToElement<T>(T value) => JsonSerializer.SerializeToElement(value, Options);

    /// <summary>Returns the record in a JSON element.</summary>
    /// <param name="element">The element.</param>
    /// <typeparam name="T">Type of the record.</typeparam>
    /// <exception cref="JsonException">The element does not hold such a record.</exception>
    public static T FromElement<T>(JsonElement element) =>
        element.Deserialize<T>(Options) ?? throw new JsonException($"expected {typeof(T).Name}, found null");

    private static JsonSerializerOptions Create(JsonUnmappedMemberHandling unknown)
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            UnmappedMemberHandling = unknown,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        return options;
    }
}
