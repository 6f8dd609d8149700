using PiCIE.Evaluation.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PiCIE.Experiments.Text;

/// <summary>
/// Reads YAML into plain nodes. It refuses what could surprise or harm: anchors, aliases, tags, merge keys, duplicate keys, keys that are
/// no text, several documents, deep or huge texts. Nothing in the text is expanded or executed.
/// </summary>
internal sealed class StrictYaml
{
    /// <summary>Longest text, in characters.</summary>
    public const int LongestText = 1 << 20;

    /// <summary>Deepest nesting that is read.</summary>
    public const int Deepest = 16;

    private readonly ICollection<TextProblem> _problems;
    private readonly string? _overrideText;

    private StrictYaml(ICollection<TextProblem> problems, string? overrideText)
    {
        _problems = problems;
        _overrideText = overrideText;
    }

    /// <summary>Reads the map at the top of a text; null when there is none, with the reason among the problems.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static TextMap? ReadMap(string text, ICollection<TextProblem> problems)
    {
        TextPlace start = new(1, 1);
        TextNode? node = new StrictYaml(problems, null).ReadText(text);
        switch (node)
        {
            case TextMap map:
                return map;
            case null:
                return null;
            case TextScalar { Plain: true } when SuspectColon.In(text, start) is { } colon:
                problems.Add(new TextProblem(colon.Cause, colon.Place, null, colon.Hint));
                return null;
            default:
                problems.Add(new TextProblem($"expected keys with values, found {node.Spoken}", start, null, null));
                return null;
        }
    }

    /// <summary>Reads the value of an override (<c>[1, 2]</c>, <c>5e-4</c>); null when it is no value, with the reason among the problems.</summary>
    /// <param name="text">The text after the sign of equality.</param>
    /// <param name="overrideText">The override as people gave it, the place of everything in it.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static TextNode? ReadValue(string text, string overrideText, ICollection<TextProblem> problems) =>
        new StrictYaml(problems, overrideText).ReadText(text);

    private TextNode? ReadText(string text)
    {
        if (text.Length > LongestText)
        {
            Report($"the text has {text.Length} characters, at most {LongestText} are read", new Mark(0, 1, 1));
            return null;
        }

        Scanner scanner = new(new StringReader(text));
        try
        {
            return ReadDocument(new Parser(scanner));
        }
        catch (TooDeepException deep)
        {
            Report($"nested deeper than {Deepest} levels", deep.Mark);
        }
        catch (YamlException broken)
        {
            ReportBroken(text, broken.Start, broken.InnerException?.Message ?? broken.Message);
        }
#pragma warning disable CA1031 // On some broken texts the library throws what its own checks should have caught, of many kinds.
        catch (Exception)
#pragma warning restore CA1031
        {
            ReportBroken(text, scanner.CurrentPosition, "it ends too early, or something in it is not closed");
        }

        return null;
    }

    private TextNode? ReadDocument(Parser parser)
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            Report("the text is empty", new Mark(0, 1, 1));
            return null;
        }

        TextNode node = ReadNode(parser, 0);
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out DocumentStart? second))
        {
            Report("a second document begins here, one is allowed", second.Start);
        }

        return node;
    }

    private void ReportBroken(string text, Mark mark, string sentence)
    {
        TextProblem problem = BrokenYaml.Explain(text, new TextPlace((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column)), sentence.TrimEnd('.'));
        _problems.Add(_overrideText is null ? problem : problem with { Place = new TextPlace(0, 0, _overrideText) });
    }

    private TextNode ReadNode(IParser parser, int depth)
    {
        if (depth > Deepest)
        {
            throw new TooDeepException(parser.Current!.Start);
        }

        if (parser.TryConsume<AnchorAlias>(out AnchorAlias? alias))
        {
            Report($"the alias *{alias.Value} is not allowed: write the value itself", alias.Start);
            return new TextScalar(At(alias.Start), string.Empty, Plain: false);
        }

        if (parser.Current is NodeEvent node)
        {
            RefuseProperties(node);
        }

        if (parser.TryConsume<Scalar>(out Scalar? scalar))
        {
            return new TextScalar(At(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);
        }

        return parser.TryConsume<SequenceStart>(out SequenceStart? list) ? ReadList(parser, list, depth) : ReadMap(parser, depth);
    }

    private TextList ReadList(IParser parser, SequenceStart start, int depth)
    {
        List<TextNode> items = [];
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(parser, depth + 1));
        }

        return new TextList(At(start.Start), items);
    }

    private TextMap ReadMap(IParser parser, int depth)
    {
        MappingStart start = parser.Consume<MappingStart>();
        Dictionary<string, TextEntry> entries = [];
        List<TextEntry> ordered = [];
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            TextNode key = ReadNode(parser, depth + 1);
            TextNode value = ReadNode(parser, depth + 1);
            if (key is not TextScalar name)
            {
                _problems.Add(new TextProblem($"a key must be a word, found {key.Spoken}", key.Place, null, null));
                continue;
            }

            TextEntry entry = new(key.Place, name.Value, value);
            if (entries.TryGetValue(name.Value, out TextEntry? earlier))
            {
                _problems.Add(Complaints.Twice(name.Value, key.Place, earlier.Place));
                continue;
            }

            entries.Add(name.Value, entry);
            ordered.Add(entry);
        }

        return new TextMap(At(start.Start), ordered);
    }

    private void RefuseProperties(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            Report($"the anchor &{node.Anchor.Value} is not allowed: write the value itself where it is needed", node.Start);
        }

        if (!node.Tag.IsEmpty)
        {
            Report($"the tag {node.Tag.Value} is not allowed: write the value alone", node.Start);
        }
    }

    private void Report(string message, Mark mark) => _problems.Add(new TextProblem(message, At(mark), null, null));

    private TextPlace At(Mark mark) => _overrideText is null
        ? new TextPlace((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column))
        : new TextPlace(0, 0, _overrideText);

    private sealed class TooDeepException(Mark mark) : Exception
    {
        public Mark Mark { get; } = mark;
    }
}
