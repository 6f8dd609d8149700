using PiCIE.Evaluation.Text;

namespace PiCIE.Evaluation.Classes;

/// <summary>
/// Reads <c>picie-class-table/1</c>: a list of names, or an object with further facts. What contradicts itself becomes a problem with its
/// place; what has one legal value may be left out (docs/tasks.md).
/// </summary>
/// <param name="name">Name of the table where the text has none.</param>
/// <param name="prefix">The keys above it where it stands in a task file; empty in a file of its own.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class ClassTableReader(string name, string prefix, ICollection<TextProblem> problems)
{
    public const string Schema = "picie-class-table/1";
    public const string OtherRaw = "error";

    private const int LongestText = 10_000;

    /// <summary>Names facts about a data set that no program reads; they are known, so that a misspelt key is still found.</summary>
    private static readonly string[] Facts =
        ["notes", "encoding", "images", "voidPixels", "voidNames", "rawTable", "rawLabels", "neverPresentRaw", "otherClass", "sources"];

    /// <summary>Reads the table in a node; null where a problem was found.</summary>
    public ClassTable? Read(TextNode node)
    {
        switch (node)
        {
            case TextList list:
                int before = problems.Count;
                IReadOnlyList<SegmentationClass> classes = ClassRows.Read(list, prefix, problems);
                return problems.Count == before ? new ClassTable(name, null, classes, RawClassMap.Identity(classes.Count)) : null;
            case TextMap map:
                return ReadMap(map);
            default:
                problems.Add(Complaints.OtherKind(prefix.Length == 0 ? "a class table" : prefix, "a list of names, or an object with classes", node));
                return null;
        }
    }

    private ClassTable? ReadMap(TextMap map)
    {
        int before = problems.Count;
        MapReader top = new(map, prefix, problems);
        top.Word("schema", [Schema]);
        string named = top.Text("name", LongestText) ?? name;
        string? title = top.Text("title", LongestText);
        TextNode? rows = top.Take("classes");
        IReadOnlyList<SegmentationClass> classes = rows is TextList list ? ClassRows.Read(list, top.Path("classes"), problems) : [];
        if (rows is null)
        {
            top.Missing("classes", "a list of names, or of objects with name, key, colour and group");
        }
        else if (rows is not TextList)
        {
            top.OtherKind("classes", "a list of names, or of objects with name, key, colour and group", rows);
        }

        if (top.Whole("classCount", 1) is { } count && count != classes.Count && classes.Count > 0)
        {
            top.Report("classCount", top.Take("classCount")!.Place, $"{top.Path("classCount")} is {count}, but there are {classes.Count} classes", "leave it out: they are counted");
        }

        top.Word("otherRaw", [OtherRaw]);
        int[] classOfRaw = new RawClassMap(top, classes.Count, problems).Read();
        foreach (string fact in Facts)
        {
            top.Take(fact);
        }

        top.Finish();
        return problems.Count == before ? new ClassTable(named, title, classes, classOfRaw) : null;
    }
}
