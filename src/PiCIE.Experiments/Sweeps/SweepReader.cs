using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Sweeps;

/// <summary>Reads the key <c>sweep</c> of a spec: one of <c>grid</c>, <c>list</c> and <c>random</c>, and <c>when</c>.</summary>
internal static class SweepReader
{
    private const string When = "when";

    private static readonly string[] Forms = ["grid", "list", "random"];

    /// <summary>Reads the sweep of a spec. An empty map is none, so that a command line can take it away (<c>--set sweep={}</c>).</summary>
    /// <param name="tree">The tree of the spec.</param>
    /// <param name="most">Most combinations.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static Sweep Read(TextMap tree, int most, List<TextProblem> problems)
    {
        // The other keys at the top are read elsewhere.
        MapReader map = new MapReader(new TextMap(tree.Place, [.. tree.Entries.Where(entry => entry.Key == Sweep.Key)]), string.Empty, problems).Map(Sweep.Key);
        (string Form, TextNode Node)[] forms = [.. Forms.Select(form => (form, map.Take(form))).Where(pair => pair.Item2 is not null).Select(pair => (pair.form, pair.Item2!))];
        TextNode? when = map.Take(When);
        map.Finish();
        if (forms.Length == 0)
        {
            if (when is not null)
            {
                map.Report(When, when.Place, $"{map.Path(When)} has no sweep beside it", $"name the keys under one of {string.Join(", ", Forms)}");
            }

            return Sweep.None;
        }

        if (forms.Length > 1)
        {
            string found = string.Join(" and ", forms.Select(form => form.Form));
            map.Report(forms[1].Form, forms[1].Node.Place, $"sweep has {found}, allowed is one of {string.Join(", ", Forms)}", "keep one of them");
        }

        (string name, TextNode node) = forms[0];
        return name switch
        {
            "grid" => GridSweep.Read(node, when, tree, most, problems),
            "list" => ListSweep.Read(node, when, problems),
            "random" => RandomSweep.Read(map, when, tree, most, problems),
            _ => throw new ArgumentOutOfRangeException(nameof(tree), name, "unknown form of a sweep"),
        };
    }
}
