using System.Globalization;
using System.Text;
using PiCIE.Evaluation.Text;

namespace PiCIE.Evaluation.Classes;

/// <summary>Reads the rows of a class table. A row is a name, or an object; its number is its id.</summary>
internal static class ClassRows
{
    private const int LongestName = 1000;

    /// <summary>Reads the rows; a wrong one becomes a problem.</summary>
    public static IReadOnlyList<SegmentationClass> Read(TextList rows, string path, ICollection<TextProblem> problems)
    {
        string list = path.Length == 0 ? "classes" : path;
        List<SegmentationClass> classes = [];
        Dictionary<string, int> idOfKey = new(StringComparer.Ordinal);
        foreach (TextNode row in rows.Items)
        {
            (int id, string place) = (classes.Count, $"{list}[{classes.Count}]");
            int before = problems.Count;
            SegmentationClass? read = row is TextMap map ? ReadMap(map, id, place, problems) : ReadName(row, id, place, problems);
            if (read is not null && !idOfKey.TryAdd(read.Key, id) && problems.Count == before)
            {
                problems.Add(new TextProblem(
                    $"{place} has the key {read.Key}, which {list}[{idOfKey[read.Key]}] has already", row.Place, place, "give it a key of its own; names may repeat"));
            }

            // A row that could not be read keeps its number, so that the rows behind it are judged by theirs.
            classes.Add(read ?? new SegmentationClass(id, place, place, null, null));
        }

        if (classes.Count == 0)
        {
            problems.Add(new TextProblem($"{list} is empty, at least one class is needed", rows.Place, list, null));
        }

        return classes;
    }

    private static SegmentationClass? ReadName(TextNode row, int id, string place, ICollection<TextProblem> problems) =>
        new ValueReader(string.Empty, problems).Text(place, row, LongestName) is { } name ? new SegmentationClass(id, KeyOf(name, id), name, null, null) : null;

    private static SegmentationClass? ReadMap(TextMap row, int id, string place, ICollection<TextProblem> problems)
    {
        MapReader map = new(row, place, problems);
        if (map.Whole("id", 0) is { } written && written != id)
        {
            map.Report("id", map.Take("id")!.Place, $"{place}.id is {written}; ids are 0, 1, 2 … in the order of the rows, so {id} is needed here", "leave it out: it is counted");
        }

        string? key = map.Text("key", LongestName);
        string? name = map.Text("name", LongestName);
        ClassColour? colour = ReadColour(map, place);
        ClassGroup? group = map.Take("group") is TextScalar { Empty: true } ? null : map.Word<ClassGroup>("group");
        map.FinishWithFurtherFacts();
        if (key is null && name is null && map.Take("key") is null && map.Take("name") is null)
        {
            map.Missing("name", "what people call the class");
            return null;
        }

        return new SegmentationClass(id, key ?? KeyOf(name ?? place, id), name ?? key ?? place, colour, group);
    }

    private static ClassColour? ReadColour(MapReader map, string place)
    {
        TextNode? node = map.Take("colour");
        if (node is null or TextScalar { Empty: true })
        {
            return null;
        }

        List<TextProblem> wrong = [];
        if (node is TextList { Items: [{ } red, { } green, { } blue] }
            && Channel(red) is { } r && Channel(green) is { } g && Channel(blue) is { } b)
        {
            return new ClassColour(r, g, b);
        }

        map.Report("colour", node.Place, $"{place}.colour is {node.Spoken}, allowed are three whole numbers from 0 to 255, or null", "for example [70, 130, 180]");
        return null;

        byte? Channel(TextNode channel) => (byte?)new ValueReader(string.Empty, wrong).Whole("colour", channel, 0, 255);
    }

    /// <summary>Returns the key of a class that has none: its name in lower case with hyphens, or its number where the name has no letter.</summary>
    private static string KeyOf(string name, int id)
    {
        StringBuilder key = new();
        foreach (char letter in name)
        {
            if (char.IsLetterOrDigit(letter))
            {
                key.Append(char.ToLowerInvariant(letter));
            }
            else if (key.Length > 0 && key[^1] != '-')
            {
                key.Append('-');
            }
        }

        string word = key.ToString().Trim('-');
        return word.Length > 0 ? word : string.Create(CultureInfo.InvariantCulture, $"class-{id}");
    }
}
