using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PiCIE.Pipeline.Documents;

/// <summary>
/// Writes documents as JSON: camelCase, indented, enumerations as words, without members that do not apply. JSON has no number for NaN and the infinities, which a
/// loss may be, so they are written as the text <c>"NaN"</c>, <c>"Infinity"</c> or <c>"-Infinity"</c>.
/// </summary>
public static class DocumentJson
{
    /// <summary>Options for writing and reading documents.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Returns a document as JSON text.</summary>
    /// <param name="document">The document.</param>
    /// <typeparam name="T">Its type.</typeparam>
    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options);
}
