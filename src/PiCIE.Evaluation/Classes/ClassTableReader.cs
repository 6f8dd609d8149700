using System.Text.Json;
using PiCIE.Evaluation.Text;

namespace PiCIE.Evaluation.Classes;

/// <summary>Reads <c>picie-class-table/1</c> strictly: whatever contradicts itself is an error that names the place.</summary>
/// <param name="source">File that the text comes from, for messages.</param>
/// <param name="mapOptional">Whether the raw map may be missing: then raw value = class id and 255 is ignored.</param>
internal sealed class ClassTableReader(string source, bool mapOptional)
{
    public const string Schema = "picie-class-table/1";
    public const string OtherRaw = "error";

    private const int HighestRaw = 65_535;
    private const int VoidOfPlainFolders = 255;

    private static readonly string[] Keys =
    [
        "schema", "name", "title", "classCount", "classes", "rawToClass", "rawToClassSparse", "ignoreRaw", "otherRaw", "notes", "encoding",
        "images", "voidPixels", "voidNames", "rawTable", "rawLabels", "neverPresentRaw", "otherClass", "sources",
    ];

    private static readonly string[] ClassKeys = ["id", "key", "name", "colour", "group"];

    private readonly ClassTableJson _table = new(source);

    public static string NameOf(ClassGroup group) => group == ClassGroup.Thing ? "thing" : "stuff";

    public ClassTable Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Read(document.RootElement);
        }
        catch (JsonException failure)
        {
            string place = failure.LineNumber is { } line ? $" (line {line + 1})" : "";
            throw _table.Error($"no valid JSON{place}: {failure.Message}");
        }
    }

    public ClassTable Read(JsonElement root)
    {
        RefuseUnknownKeys(root);
        if (_table.Text(root, "schema", "the table") is var schema && schema != Schema)
        {
            throw _table.Error($"schema is '{schema}', this version reads '{Schema}'");
        }

        string name = _table.Text(root, "name", "the table");
        IReadOnlyList<SegmentationClass> classes = ReadClasses(_table.Array(root, "classes"));
        if (_table.Integer(_table.Member(root, "classCount", "the table"), "classCount") is var count && count != classes.Count)
        {
            throw _table.Error($"classCount is {count}, but there are {classes.Count} rows in classes");
        }

        string? title = root.TryGetProperty("title", out JsonElement text) ? text.GetString() : null;
        return new ClassTable(name, title, classes, ReadMap(root, classes.Count));
    }

    private void RefuseUnknownKeys(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw _table.Error($"a class table is an object, found {ClassTableJson.KindOf(root)}");
        }

        foreach (string key in root.EnumerateObject().Select(member => member.Name).Where(key => !Keys.Contains(key, StringComparer.Ordinal)))
        {
            throw _table.Error($"unknown key '{key}'{ClassTableJson.Suggestion(key, Keys)}");
        }
    }

    private List<SegmentationClass> ReadClasses(JsonElement rows)
    {
        List<SegmentationClass> classes = [];
        HashSet<string> keys = new(StringComparer.Ordinal);
        foreach (JsonElement row in rows.EnumerateArray())
        {
            SegmentationClass read = ReadClass(row, classes.Count);
            if (!keys.Add(read.Key))
            {
                throw _table.Error($"classes: the key '{read.Key}' occurs twice; keys are unique, names may repeat");
            }

            classes.Add(read);
        }

        return classes.Count > 0 ? classes : throw _table.Error("classes is empty; a table has at least one class");
    }

    private SegmentationClass ReadClass(JsonElement row, int expectedId)
    {
        string place = $"classes[{expectedId}]";
        if (row.ValueKind != JsonValueKind.Object)
        {
            throw _table.Error($"{place} is {ClassTableJson.KindOf(row)}, an object with id, key and name is needed");
        }

        // Rows may carry further facts, so only what looks like a misspelt known key is refused.
        foreach (string key in row.EnumerateObject().Select(member => member.Name).Where(key => !ClassKeys.Contains(key, StringComparer.Ordinal)))
        {
            if (NearestName.Of(key, ClassKeys) is { } meant)
            {
                throw _table.Error($"{place}: unknown key '{key}', did you mean '{meant}'?");
            }
        }

        int id = _table.Integer(_table.Member(row, "id", place), $"{place}.id");
        return id == expectedId
            ? new SegmentationClass(id, _table.Text(row, "key", place), _table.Text(row, "name", place), ReadColour(row, place), ReadGroup(row, place))
            : throw _table.Error($"{place}.id is {id}; ids are 0, 1, 2 … in the order of the rows, so {expectedId} is needed here");
    }

    private ClassColour? ReadColour(JsonElement row, string place)
    {
        if (!row.TryGetProperty("colour", out JsonElement colour) || colour.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (colour.ValueKind == JsonValueKind.Array && colour.GetArrayLength() == 3)
        {
            int[] channels = [.. colour.EnumerateArray().Select(channel => channel.TryGetInt32Safe() ?? -1)];
            if (channels.All(channel => channel is >= 0 and <= 255))
            {
                return new ClassColour((byte)channels[0], (byte)channels[1], (byte)channels[2]);
            }
        }

        throw _table.Error($"{place}.colour is {colour.GetRawText()}; three integers from 0 to 255, or null, are allowed");
    }

    private ClassGroup? ReadGroup(JsonElement row, string place)
    {
        if (!row.TryGetProperty("group", out JsonElement group) || group.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return group.ValueKind == JsonValueKind.String
            ? group.GetString() switch
            {
                "thing" => ClassGroup.Thing,
                "stuff" => ClassGroup.Stuff,
                var other => throw _table.Error($"{place}.group is '{other}'; 'thing', 'stuff' or null are allowed"),
            }
            : throw _table.Error($"{place}.group is {ClassTableJson.KindOf(group)}; 'thing', 'stuff' or null are allowed");
    }

    private int[] ReadMap(JsonElement root, int classCount)
    {
        bool dense = root.TryGetProperty("rawToClass", out JsonElement map);
        bool sparse = root.TryGetProperty("rawToClassSparse", out JsonElement pairs);
        if (dense && sparse)
        {
            throw _table.Error("rawToClass and rawToClassSparse are both there; a table has one of them");
        }

        if (!dense && !sparse)
        {
            return mapOptional ? IdentityMap(root, classCount) : throw _table.Error("rawToClass is missing; it gives the class of every raw value");
        }

        CheckOtherRaw(root);
        Dictionary<int, int?> classOfRaw = dense ? ReadDense(map, classCount) : ReadSparse(pairs, classCount);
        return Combine(classOfRaw, ReadIgnored(root), sparse);
    }

    private int[] IdentityMap(JsonElement root, int classCount)
    {
        HashSet<int> ignored = root.TryGetProperty("ignoreRaw", out _) ? ReadIgnored(root) : [VoidOfPlainFolders];
        Dictionary<int, int?> identity = Enumerable.Range(0, classCount).Where(id => !ignored.Contains(id)).ToDictionary(id => id, id => (int?)id);
        return Combine(identity, ignored, sparse: false);
    }

    private void CheckOtherRaw(JsonElement root)
    {
        if (_table.Text(root, "otherRaw", "the table") is var other && other != OtherRaw)
        {
            throw _table.Error($"otherRaw is '{other}'; only '{OtherRaw}' is allowed: a raw value without a class is an input failure");
        }
    }

    private Dictionary<int, int?> ReadDense(JsonElement map, int classCount)
    {
        _table.Expect(map, JsonValueKind.Array, "rawToClass");
        return map.EnumerateArray().Select((value, raw) => (raw, id: ClassId(value, $"rawToClass[{raw}]", classCount))).ToDictionary(pair => pair.raw, pair => pair.id);
    }

    private Dictionary<int, int?> ReadSparse(JsonElement pairs, int classCount)
    {
        _table.Expect(pairs, JsonValueKind.Array, "rawToClassSparse");
        Dictionary<int, int?> classOfRaw = [];
        foreach ((int index, JsonElement pair) in pairs.EnumerateArray().Index())
        {
            string place = $"rawToClassSparse[{index}]";
            _table.Expect(pair, JsonValueKind.Object, place);
            int raw = RawValue(_table.Member(pair, "raw", place), $"{place}.raw");
            if (!classOfRaw.TryAdd(raw, ClassId(_table.Member(pair, "class", place), $"{place}.class", classCount)))
            {
                throw _table.Error($"{place}: the raw value {raw} occurs twice");
            }
        }

        return classOfRaw;
    }

    private HashSet<int> ReadIgnored(JsonElement root)
    {
        HashSet<int> ignored = [];
        foreach ((int index, JsonElement value) in _table.Array(root, "ignoreRaw").EnumerateArray().Index())
        {
            int raw = RawValue(value, $"ignoreRaw[{index}]");
            if (!ignored.Add(raw))
            {
                throw _table.Error($"ignoreRaw[{index}]: the raw value {raw} occurs twice");
            }
        }

        return ignored;
    }

    private int[] Combine(Dictionary<int, int?> classOfRaw, HashSet<int> ignored, bool sparse)
    {
        int[] map = new int[classOfRaw.Keys.Concat(ignored).DefaultIfEmpty(-1).Max() + 1];
        System.Array.Fill(map, ClassTable.Unknown);
        foreach ((int raw, int? id) in classOfRaw)
        {
            if (id is not null && ignored.Contains(raw))
            {
                throw _table.Error($"the raw value {raw} has class {id} and is in ignoreRaw; it can be one of both");
            }

            if (sparse && id is null && !ignored.Contains(raw))
            {
                throw _table.Error($"rawToClassSparse gives the raw value {raw} no class, but ignoreRaw does not name it");
            }

            map[raw] = id ?? ClassTable.Unknown;
        }

        foreach (int raw in ignored)
        {
            map[raw] = ClassTable.Ignored;
        }

        return map;
    }

    private int? ClassId(JsonElement value, string place, int classCount)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        int id = _table.Integer(value, place);
        return id >= 0 && id < classCount ? id : throw _table.Error($"{place} is {id}; a class id from 0 to {classCount - 1}, or null, is allowed");
    }

    private int RawValue(JsonElement value, string place)
    {
        int raw = _table.Integer(value, place);
        return raw is >= 0 and <= HighestRaw ? raw : throw _table.Error($"{place} is {raw}; raw values lie from 0 to {HighestRaw}");
    }
}
