using System.Text.Json;

namespace PiCIE.Dashboard.OneRun;

/// <summary>Lists the members of a document by their paths, as a spec calls them.</summary>
internal static class FlatJson
{
    /// <summary>Returns each value that is no object, with its path.</summary>
    /// <param name="document">The document.</param>
    public static IEnumerable<(string Key, string Value)> Of(JsonElement document) => Of("", document);

    private static IEnumerable<(string Key, string Value)> Of(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Of(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value)),
        JsonValueKind.Array => [(path, value.GetArrayLength() == 0 ? "none" : string.Join(", ", value.EnumerateArray().Select(Text)))],
        _ => [(path, Text(value))],
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "absent",
        _ => value.GetRawText(),
    };
}
