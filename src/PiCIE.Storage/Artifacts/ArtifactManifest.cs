using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PiCIE.Storage.Artifacts;

/// <summary>
/// Writes and reads the manifest file: JSON with sorted keys and sorted files. It names no attempt, so an artifact that is made again with
/// the same content has the same manifest.
/// </summary>
internal static class ArtifactManifest
{
    public const string FileName = "manifest.json";
    private const string Schema = "picie-artifact/1";

    private static readonly JsonWriterOptions Writing = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(ArtifactAddress address, IEnumerable<ManifestFile> files)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, Writing))
        {
            json.WriteStartObject();
            json.WriteStartArray("files");
            foreach (ManifestFile file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteNumber("bytes", file.Bytes);
                json.WriteString("name", file.Name);
                json.WriteString("sha256", file.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("key", address.Key);
            json.WriteString("kind", address.Kind);
            json.WriteString("schema", Schema);
            json.WriteEndObject();
        }

        return text.ToArray();
    }

    /// <exception cref="InvalidDataException">It is of another version, or no manifest.</exception>
    public static IReadOnlyList<ManifestFile> Read(byte[] text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            string? schema = document.RootElement.GetProperty("schema").GetString();
            return schema == Schema
                ? [.. document.RootElement.GetProperty("files").EnumerateArray().Select(File)]
                : throw new InvalidDataException($"its manifest is of the version {schema}, this program reads {Schema}");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException("its manifest is not readable", exception);
        }
    }

    public static string Hash(byte[] text) => Convert.ToHexStringLower(SHA256.HashData(text));

    private static ManifestFile File(JsonElement file) => new(
        file.GetProperty("name").GetString()!, file.GetProperty("bytes").GetInt64(), file.GetProperty("sha256").GetString()!);
}
