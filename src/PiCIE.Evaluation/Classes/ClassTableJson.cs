using System.Text.Json;
using PiCIE.Evaluation.Text;

namespace PiCIE.Evaluation.Classes;

/// <summary>Takes values out of the JSON of a class table; what is missing or of another kind is an error that names the place.</summary>
/// <param name="source">File that the JSON comes from.</param>
internal sealed class ClassTableJson(string source)
{
    public JsonElement Array(JsonElement parent, string key)
    {
        JsonElement array = Member(parent, key, "the table");
        Expect(array, JsonValueKind.Array, key);
        return array;
    }

    public string Text(JsonElement parent, string key, string place)
    {
        JsonElement value = Member(parent, key, place);
        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw Error($"{key} of {place} is {KindOf(value)}; a text that is not empty is needed");
    }

    public JsonElement Member(JsonElement parent, string key, string place) =>
        parent.TryGetProperty(key, out JsonElement value) ? value : throw Error($"{key} of {place} is missing");

    public int Integer(JsonElement value, string place) =>
        value.TryGetInt32Safe() ?? throw Error($"{place} is {value.GetRawText()}; an integer is needed");

    public void Expect(JsonElement value, JsonValueKind kind, string place)
    {
        if (value.ValueKind != kind)
        {
            throw Error($"{place} is {KindOf(value)}; {(kind == JsonValueKind.Array ? "a list" : "an object")} is needed");
        }
    }

    public static string Suggestion(string key, string[] known) =>
        NearestName.Of(key, known) is { } meant ? $", did you mean '{meant}'?" : $"; the keys are {string.Join(", ", known)}";

    public static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the text '{value.GetString()}'",
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };

    public TaskInputException Error(string message) =>
        new($"{source}: {message}", $"the tables in src/PiCIE.Evaluation/Classes/BuiltIn show the schema {ClassTableReader.Schema}");
}
