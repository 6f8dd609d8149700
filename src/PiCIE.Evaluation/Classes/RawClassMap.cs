using PiCIE.Evaluation.Text;

namespace PiCIE.Evaluation.Classes;

/// <summary>
/// Reads which class each raw value of a label image stands for. Without a map the raw value is the class id. Where nothing names the
/// ignored values, 255 is ignored.
/// </summary>
/// <param name="top">Reader of the table.</param>
/// <param name="classes">Number of classes.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class RawClassMap(MapReader top, int classes, ICollection<TextProblem> problems)
{
    private const int HighestRaw = 65_535;
    private const int UsualVoid = 255;

    private ValueReader Values => new(string.Empty, problems);

    /// <summary>Returns the map of a table that says nothing about raw values.</summary>
    public static int[] Identity(int classes) => Combined(Enumerable.Range(0, classes).ToDictionary(id => id, id => (int?)id), [UsualVoid]);

    /// <summary>
    /// Reads the map and returns the class of each raw value: an id, <see cref="ClassTable.Ignored"/> or <see cref="ClassTable.Unknown"/>.
    /// </summary>
    public int[] Read()
    {
        IReadOnlyList<TextNode>? dense = top.Items("rawToClass", "a list of class ids");
        IReadOnlyList<TextNode>? sparse = top.Items("rawToClassSparse", "a list of { raw, class }");
        if (dense is not null && sparse is not null)
        {
            top.Report("rawToClassSparse", top.Take("rawToClassSparse")!.Place, "rawToClass and rawToClassSparse are both there, allowed is one of them", "remove one of them");
        }

        Dictionary<int, int?> classOfRaw = dense is not null ? ReadDense(dense)
            : sparse is not null ? ReadSparse(sparse)
            : Enumerable.Range(0, classes).ToDictionary(id => id, id => (int?)id);
        HashSet<int> ignored = ReadIgnored(classOfRaw, mapped: dense is not null || sparse is not null);
        if (sparse is not null)
        {
            RefuseForgotten(classOfRaw, ignored);
        }

        return Combined(classOfRaw, ignored);
    }

    private Dictionary<int, int?> ReadDense(IReadOnlyList<TextNode> map) =>
        map.Select((node, raw) => (raw, Class: ClassId(node, $"{top.Path("rawToClass")}[{raw}]"))).ToDictionary(pair => pair.raw, pair => pair.Class);

    private Dictionary<int, int?> ReadSparse(IReadOnlyList<TextNode> pairs)
    {
        Dictionary<int, int?> classOfRaw = [];
        foreach ((int index, TextNode node) in pairs.Index())
        {
            string place = $"{top.Path("rawToClassSparse")}[{index}]";
            if (node is not TextMap written)
            {
                problems.Add(Complaints.OtherKind(place, "an object with raw and class", node));
                continue;
            }

            MapReader pair = new(written, place, problems);
            int? raw = pair.Whole("raw", 0, HighestRaw);
            int? id = pair.Take("class") is { } found ? ClassId(found, $"{place}.class") : null;
            foreach (string key in new[] { "raw", "class" }.Where(key => written.Find(key) is null))
            {
                pair.Missing(key, key == "raw" ? "a raw value" : "a class id, or null");
            }

            pair.FinishWithFurtherFacts();
            if (raw is { } value && !classOfRaw.TryAdd(value, id))
            {
                problems.Add(Complaints.Repeated(top.Path("rawToClassSparse"), $"the raw value {value}", node.Place));
            }
        }

        return classOfRaw;
    }

    private HashSet<int> ReadIgnored(Dictionary<int, int?> classOfRaw, bool mapped)
    {
        if (top.Items("ignoreRaw", "a list of raw values") is not { } items)
        {
            return classOfRaw.GetValueOrDefault(UsualVoid) is null ? [UsualVoid] : [];
        }

        HashSet<int> ignored = [];
        foreach (TextNode item in items)
        {
            if (Values.Whole(top.Path("ignoreRaw"), item, 0, HighestRaw) is not { } raw)
            {
                continue;
            }

            if (!ignored.Add((int)raw))
            {
                problems.Add(Complaints.Repeated(top.Path("ignoreRaw"), $"{raw}", item.Place));
            }
            else if (!mapped)
            {
                // A class that one says is ignored is no class: without a map its raw value has none.
                classOfRaw.Remove((int)raw);
            }
            else if (classOfRaw.GetValueOrDefault((int)raw) is { } id)
            {
                top.Report("ignoreRaw", item.Place, $"the raw value {raw} has class {id} and is in {top.Path("ignoreRaw")}, allowed is one of both", "remove it from one of them");
            }
        }

        return ignored;
    }

    private void RefuseForgotten(Dictionary<int, int?> classOfRaw, HashSet<int> ignored)
    {
        foreach (int raw in classOfRaw.Where(pair => pair.Value is null && !ignored.Contains(pair.Key)).Select(pair => pair.Key))
        {
            top.Report(
                "rawToClassSparse", top.Take("rawToClassSparse")!.Place,
                $"{top.Path("rawToClassSparse")} gives the raw value {raw} no class, and {top.Path("ignoreRaw")} does not name it", "name it there");
        }
    }

    private int? ClassId(TextNode node, string place) =>
        node is TextScalar { Empty: true } ? null : (int?)Values.Whole(place, node, 0, Math.Max(classes - 1, 0));

    private static int[] Combined(Dictionary<int, int?> classOfRaw, IReadOnlyCollection<int> ignored)
    {
        int[] map = new int[classOfRaw.Keys.Concat(ignored).DefaultIfEmpty(-1).Max() + 1];
        Array.Fill(map, ClassTable.Unknown);
        foreach ((int raw, int? id) in classOfRaw)
        {
            map[raw] = id ?? ClassTable.Unknown;
        }

        foreach (int raw in ignored)
        {
            map[raw] = ClassTable.Ignored;
        }

        return map;
    }
}
