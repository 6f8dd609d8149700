using System.Text.Json;
using System.Text.Json.Nodes;
using PiCIE.Experiments.Tools;

namespace PiCIE.Cli.Drafts;

/// <summary>Drafts a class table from the ids that occur in label images: one class for each, 255 ignored.</summary>
/// <param name="Classes">Raw ids of the classes, ascending.</param>
/// <param name="Ignored">Raw ids that are ignored.</param>
/// <param name="Json">The table as it is written.</param>
internal sealed record ClassTableDraft(IReadOnlyList<int> Classes, IReadOnlyList<int> Ignored, string Json)
{
    /// <summary>Largest number of ids that can be classes which somebody drew.</summary>
    public const int MostClasses = 1_000;

    private const int Void = 255;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the draft for label images.</summary>
    /// <param name="name">Name of the table.</param>
    /// <param name="seen">Content of the label images.</param>
    public static ClassTableDraft Of(string name, DataInitOutput seen)
    {
        int[] classes = [.. seen.Ids.Select(id => id.Raw).Where(raw => raw != Void)];
        JsonArray map = [];
        foreach ((int id, int raw) in classes.Index())
        {
            map.Add(new JsonObject { ["raw"] = raw, ["class"] = id });
        }

        JsonObject table = new()
        {
            ["schema"] = "picie-class-table/1",
            ["name"] = name,
            ["notes"] = new JsonArray("Drafted by picie data init: give the classes their names; move raw values that mean nothing to ignoreRaw, and take their class away."),
            ["classCount"] = classes.Length,
            ["classes"] = new JsonArray([.. classes.Index().Select(row => (JsonNode)Row(row.Index, row.Item, seen))]),
            ["rawToClassSparse"] = map,
            ["ignoreRaw"] = new JsonArray(Void),
            ["otherRaw"] = "error",
        };
        return new ClassTableDraft(classes, [Void], table.ToJsonString(Readable) + "\n");
    }

    private static JsonObject Row(int id, int raw, DataInitOutput seen) => new()
    {
        ["id"] = id,
        ["key"] = $"raw-{raw}",
        ["name"] = $"raw {raw}",
        ["colour"] = raw < seen.Palette.Count ? new JsonArray([.. seen.Palette[raw].Select(part => (JsonNode)part)]) : null,
        ["pixels"] = seen.Ids.First(found => found.Raw == raw).Pixels,
    };
}
