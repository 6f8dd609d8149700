using PiCIE.Evaluation;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Text;

namespace PiCIE.Experiments.Tasks;

/// <summary>One reading of a task file: goes on after a problem, so that all of them are found at once.</summary>
internal sealed class TaskReader(ICollection<TextProblem> problems, Func<string, ClassTable> ownTable)
{
    private static readonly string[] TopKeys = ["schema", "name", "classes", "layout", "splits", "size", "labels", "evaluate"];

    private readonly TaskKeys _keys = new(problems);

    public SegmentationTask? Read(string text)
    {
        if (StrictYaml.ReadMap(text, problems) is not { } top)
        {
            return null;
        }

        _keys.RefuseUnknown(top, TopKeys, parent: null);
        ReadSchema(top);
        string? name = _keys.RequiredText(top, "name", parent: null);
        TaskLayout? layout = ReadLayout(top);
        ClassTable? classes = ReadClasses(top);
        Dictionary<string, TaskSplit> splits = ReadSplits(top);
        TaskSize size = ReadSize(top);
        TaskLabels labels = ReadLabels(top);
        TaskEvaluation evaluate = ReadEvaluate(top);
        if (problems.Count > 0)
        {
            return null;
        }

        RefuseLabelsWithoutClasses(top, layout!.Value, splits);
        return new SegmentationTask
        {
            Name = name!,
            Classes = classes,
            Layout = layout.Value,
            Splits = splits,
            Size = size,
            Labels = labels,
            Evaluate = evaluate,
        };
    }

    private void ReadSchema(TextMap top)
    {
        if (_keys.RequiredText(top, "schema", parent: null) is { } schema && schema != TaskFile.Schema)
        {
            _keys.Report(top.Find("schema")!, "schema", $"the schema is {schema}, this version reads {TaskFile.Schema}");
        }
    }

    private TaskLayout? ReadLayout(TextMap top)
    {
        if (top.Find("layout") is not null)
        {
            return _keys.Word<TaskLayout>(top, "layout", parent: null);
        }

        _keys.Missing(top, "layout", parent: null, $"one of {string.Join(", ", EnumText<TaskLayout>.Words)} is needed");
        return null;
    }

    private ClassTable? ReadClasses(TextMap top)
    {
        if (top.Find("classes") is not { } node || _keys.RequiredText(top, "classes", parent: null) is not { } written)
        {
            return null;
        }

        string bare = written.EndsWith(".json", StringComparison.Ordinal) ? written[..^".json".Length] : written;
        try
        {
            return ClassTable.BuiltInNames.Contains(bare, StringComparer.Ordinal) ? ClassTable.BuiltIn(bare) : ownTable(written);
        }
        catch (TaskInputException failure)
        {
            string? meant = NearestName.Of(bare, ClassTable.BuiltInNames);
            _keys.Report(node, "classes", failure.Message, meant is null ? failure.Hint : $"did you mean {meant}.json?");
            return null;
        }
    }

    private Dictionary<string, TaskSplit> ReadSplits(TextMap top)
    {
        Dictionary<string, TaskSplit> splits = new(StringComparer.Ordinal);
        if (_keys.Map(top, "splits") is not { } map)
        {
            if (top.Find("splits") is null)
            {
                _keys.Missing(top, "splits", parent: null, "at least one split with its folder of photographs is needed");
            }

            return splits;
        }

        if (map.Entries.Count == 0)
        {
            _keys.Report(map, "splits", "there is no split, at least one is needed");
        }

        foreach (TextEntry entry in map.Entries)
        {
            if (ReadSplit(entry) is { } split)
            {
                splits.Add(entry.Key, split);
            }
        }

        return splits;
    }

    private TaskSplit? ReadSplit(TextEntry entry)
    {
        string place = "splits." + entry.Key;
        if (!entry.Key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') || entry.Key.Length == 0)
        {
            problems.Add(new TextProblem($"the split name '{entry.Key}' may have letters, digits, - and _ alone", entry.Place, place, null));
        }

        if (entry.Value is not TextMap map)
        {
            _keys.Report(entry.Value, place, $"expected images, labels and list for {place}, found {entry.Value.Spoken}");
            return null;
        }

        _keys.RefuseUnknown(map, ["images", "labels", "list"], place);
        string? images = _keys.RequiredPath(map, "images", place);
        string? labels = _keys.OptionalPath(map, "labels", place);
        string? list = _keys.OptionalPath(map, "list", place);
        return images is null ? null : new TaskSplit(images, labels, list);
    }

    private TaskSize ReadSize(TextMap top)
    {
        TaskSize size = new();
        if (_keys.Map(top, "size") is not { } map)
        {
            return size;
        }

        _keys.RefuseUnknown(map, ["rule", "imageFilter", "labelFilter"], "size");
        return new TaskSize
        {
            Rule = _keys.Word<SizeRule>(map, "rule", "size") ?? size.Rule,
            ImageFilter = _keys.Word<ImageFilter>(map, "imageFilter", "size") ?? size.ImageFilter,
            LabelFilter = _keys.Word<LabelFilter>(map, "labelFilter", "size") ?? size.LabelFilter,
        };
    }

    private TaskLabels ReadLabels(TextMap top)
    {
        TaskLabels labels = new();
        if (_keys.Map(top, "labels") is not { } map)
        {
            return labels;
        }

        _keys.RefuseUnknown(map, ["encoding"], "labels");
        return new TaskLabels { Encoding = _keys.Word<LabelEncoding>(map, "encoding", "labels") ?? labels.Encoding };
    }

    private TaskEvaluation ReadEvaluate(TextMap top)
    {
        TaskEvaluation evaluate = new();
        if (_keys.Map(top, "evaluate") is not { } map)
        {
            return evaluate;
        }

        _keys.RefuseUnknown(map, ["matching", "average"], "evaluate");
        return new TaskEvaluation
        {
            Matching = _keys.Word<Evaluation.Matching.MatchingRule>(map, "matching", "evaluate") ?? evaluate.Matching,
            Average = _keys.Word<Evaluation.Metrics.AveragingRule>(map, "average", "evaluate") ?? evaluate.Average,
        };
    }

    // A folder of one's own may bring its classes along; everything else must name them where it has labels.
    private void RefuseLabelsWithoutClasses(TextMap top, TaskLayout layout, Dictionary<string, TaskSplit> splits)
    {
        if (layout != TaskLayout.Folder && top.Find("classes") is null && splits.FirstOrDefault(pair => pair.Value.Labels is not null).Key is { } split)
        {
            _keys.Missing(
                top, "classes", parent: null, $"the split {split} has labels, whose classes must be named: a built-in table or the path of a JSON file");
        }
    }
}
