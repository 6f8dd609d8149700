using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Sweeps;

/// <summary>Reads the lists of values below a sweep. On a command line a list needs no brackets (<c>--set sweep.grid.cluster.k=3,4</c>).</summary>
internal static class ValueLists
{
    /// <summary>Returns the distinct values of a key; none where they are wrong.</summary>
    /// <param name="key">The key with its list.</param>
    /// <param name="above">The part of the sweep, for messages ("sweep.grid").</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static IReadOnlyList<TextNode> Of(SweptValue key, string above, ICollection<TextProblem> problems)
    {
        MapReader reader = Reader(key, above, problems);
        if (reader.Items(key.Key, "a list of values") is not { } items)
        {
            return [];
        }

        if (items.Count == 0)
        {
            reader.Report(key.Key, key.Value.Place, $"{reader.Path(key.Key)} is empty, at least one value is needed", null);
        }

        HashSet<string> known = new(StringComparer.Ordinal);
        List<TextNode> values = [];
        foreach (TextNode item in items)
        {
            if (item is TextMap)
            {
                reader.Report(key.Key, item.Place, $"{reader.Path(key.Key)} holds a map of keys", "sweep single keys; sweep.list sets several at once");
            }
            else if (known.Add(CanonicalText.Of(item)))
            {
                values.Add(item);
            }
            else
            {
                problems.Add(Complaints.Repeated(reader.Path(key.Key), CanonicalText.Of(item), item.Place));
            }
        }

        return values;
    }

    /// <summary>Returns a reader of a map that has this one key, whose reader methods say what is wrong with its value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="above">The part of the sweep, for messages.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static MapReader Reader(SweptValue key, string above, ICollection<TextProblem> problems) =>
        new(new TextMap(key.Place, [new TextEntry(key.Place, key.Key, key.Value)]), above, problems);
}
