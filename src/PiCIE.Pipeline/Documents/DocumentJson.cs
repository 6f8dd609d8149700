using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PiCIE.Pipeline.Documents;

/// <summary>
/// How the documents of the command line are written: camelCase, indented, what does not apply left out. A figure that is no finite
/// number stands as text: <c>"NaN"</c>, <c>"Infinity"</c>, <c>"-Infinity"</c>.
/// </summary>
public static class DocumentJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
    };

    /// <summary>A document as text.</summary>
    /// <param name="document">The document.</param>
    /// <typeparam name="T">Its type.</typeparam>
    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options);
}
