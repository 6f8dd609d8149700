using PiCIE.Evaluation;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;
using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Text;

namespace PiCIE.Experiments.Tasks;

/// <summary>Reads one task file. It goes on after a problem, so that all of them are found at once.</summary>
/// <param name="source">The file; gives the task its name where the text has none.</param>
/// <param name="problems">Takes what is wrong.</param>
/// <param name="ownTable">Gives the class table for a path.</param>
internal sealed class TaskReader(string source, ICollection<TextProblem> problems, Func<string, ClassTable> ownTable)
{
    private const int LongestName = 100;
    private const int LongestPath = 1000;

    public SegmentationTask? Read(string text)
    {
        if (StrictYaml.ReadMap(text, problems) is not { } tree)
        {
            return null;
        }

        MapReader top = new(tree, string.Empty, problems);
        top.Word("schema", [TaskFile.Schema]);
        SegmentationTask task = new()
        {
            Name = top.Text("name", LongestName) ?? Path.GetFileNameWithoutExtension(source),
            Classes = ReadClasses(top),
            Layout = top.Word<TaskLayout>("layout") ?? TaskLayout.Folders,
            Splits = ReadSplits(top),
            Size = ReadSize(top.Map("size")),
            Labels = ReadLabels(top.Map("labels")),
            Evaluate = ReadEvaluate(top.Map("evaluate")),
        };
        top.Finish();
        if (problems.Count == 0)
        {
            RefuseLabelsWithoutClasses(top, task);
        }

        return problems.Count == 0 ? task : null;
    }

    private ClassTable? ReadClasses(MapReader top) => top.Take("classes") switch
    {
        null => null,
        TextScalar { Empty: false } => top.Text("classes", LongestPath) is { } written ? NamedTable(top, written) : null,
        TextNode inline and (TextList or TextMap) => ClassTable.Read(inline, Path.GetFileNameWithoutExtension(source), "classes", problems),
        TextNode other => Refuse(top, other),
    };

    private ClassTable? NamedTable(MapReader top, string written)
    {
        string bare = written.EndsWith(".json", StringComparison.Ordinal) ? written[..^".json".Length] : written;
        try
        {
            return ClassTable.BuiltInNames.Contains(bare, StringComparer.Ordinal) ? ClassTable.BuiltIn(bare) : ownTable(written);
        }
        catch (TaskInputException failure)
        {
            string? meant = NearestName.Of(bare, ClassTable.BuiltInNames);
            top.Report("classes", top.Take("classes")!.Place, failure.Message, meant is null ? failure.Hint : $"did you mean {meant}.json?");
            return null;
        }
    }

    private static ClassTable? Refuse(MapReader top, TextNode found)
    {
        top.OtherKind("classes", "a list of names, a built-in table or the path of a JSON file", found);
        return null;
    }

    private Dictionary<string, TaskSplit> ReadSplits(MapReader top)
    {
        Dictionary<string, TaskSplit> splits = new(StringComparer.Ordinal);
        MapReader map = top.Map("splits");
        switch (top.Take("splits"))
        {
            case null:
                top.Missing("splits", "at least one split with its folder of photographs, for example train: { images: train }");
                break;
            case TextMap { Entries: [] } empty:
                top.Report("splits", empty.Place, "splits has no split, at least one is needed", "for example train: { images: train }");
                break;
            case TextMap written:
                foreach (TextEntry entry in written.Entries)
                {
                    if (ReadSplit(map, entry) is { } split)
                    {
                        splits.Add(entry.Key, split);
                    }
                }

                break;
        }

        return splits;
    }

    private static TaskSplit? ReadSplit(MapReader splits, TextEntry entry)
    {
        if (entry.Key.Length == 0 || !entry.Key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            splits.Report(
                entry.Key, entry.Place, $"the split name '{UnseenCharacters.Spelled(entry.Key)}' may have letters, digits, - and _ alone", "for example train, val, test");
            return null;
        }

        MapReader map = splits.Map(entry.Key);
        if (entry.Value is not TextMap)
        {
            return null;
        }

        string? images = ReadPath(map, "images", needed: true);
        string? labels = ReadPath(map, "labels", needed: false);
        string? list = ReadPath(map, "list", needed: false);
        map.Finish();
        return images is null ? null : new TaskSplit(images, labels, list);
    }

    // Paths of a task never leave the data folder and mean the same on every system.
    private static string? ReadPath(MapReader map, string key, bool needed)
    {
        if (map.Text(key, LongestPath, needed) is not { } path)
        {
            return null;
        }

        bool inside = path.Split('/').All(name => name.Length > 0 && name is not "." and not "..") && path.IndexOfAny(['\\', ':', '\0']) < 0;
        if (inside)
        {
            return path;
        }

        map.Report(
            key, map.Take(key)!.Place, $"{map.Path(key)} is {UnseenCharacters.Spelled(path)}, allowed is a path inside the data folder", "write names with / between them, without . and ..");
        return null;
    }

    private static TaskSize ReadSize(MapReader map)
    {
        TaskSize defaults = new();
        TaskSize size = new()
        {
            Rule = map.Word<SizeRule>("rule") ?? defaults.Rule,
            ImageFilter = map.Word<ImageFilter>("imageFilter") ?? defaults.ImageFilter,
            LabelFilter = map.Word<LabelFilter>("labelFilter") ?? defaults.LabelFilter,
        };
        map.Finish();
        return size;
    }

    private static TaskLabels ReadLabels(MapReader map)
    {
        TaskLabels labels = new() { Encoding = map.Word<LabelEncoding>("encoding") ?? new TaskLabels().Encoding };
        map.Finish();
        return labels;
    }

    private static TaskEvaluation ReadEvaluate(MapReader map)
    {
        TaskEvaluation defaults = new();
        TaskEvaluation evaluate = new()
        {
            Matching = map.Word<MatchingRule>("matching") ?? defaults.Matching,
            Average = map.Word<AveragingRule>("average") ?? defaults.Average,
        };
        map.Finish();
        return evaluate;
    }

    // A folder of one's own may bring its classes along; everything else must name them where it has labels.
    private static void RefuseLabelsWithoutClasses(MapReader top, SegmentationTask task)
    {
        if (task.Layout != TaskLayout.Folder && task.Classes is null && task.Splits.FirstOrDefault(pair => pair.Value.Labels is not null).Key is { } split)
        {
            top.Missing("classes", $"the classes of the labels of split {split}: a list of names, a built-in table or the path of a JSON file (docs/tasks.md)");
        }
    }
}
