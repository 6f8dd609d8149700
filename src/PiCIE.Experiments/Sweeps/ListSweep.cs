using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Sweeps;

/// <summary>Reads <c>sweep.list</c>: each item is a combination of its own, which sets the keys that it names.</summary>
internal static class ListSweep
{
    private const string Path = $"{Sweep.Key}.list";

    /// <summary>Reads the sweep.</summary>
    /// <param name="node">The value of <c>list</c>.</param>
    /// <param name="when">The value of <c>when</c>, which a list must not have; null where there is none.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static Sweep Read(TextNode node, TextNode? when, List<TextProblem> problems)
    {
        int before = problems.Count;
        if (when is not null)
        {
            string path = $"{Sweep.Key}.when";
            problems.Add(new TextProblem($"{path} belongs to grid and random: an item of {Path} says itself what it sets", when.Place, path, "remove it"));
        }

        if (node is not TextList { Items.Count: > 0 } list)
        {
            problems.Add(Complaints.OtherKind(Path, "a list of maps with keys", node));
            return Sweep.None;
        }

        List<SweepPoint> points = [];
        Dictionary<string, TextPlace> known = new(StringComparer.Ordinal);
        foreach (TextNode item in list.Items)
        {
            if (item is not TextMap map)
            {
                problems.Add(Complaints.OtherKind(Path, "maps with keys in its list", item));
                continue;
            }

            SweepPoint point = new(SweepableKeys.Of(DottedKeys.Of(map, Path, problems), Path, problems));
            if (!known.TryAdd(SameText(point), item.Place))
            {
                problems.Add(new TextProblem($"this item of {Path} sets the same as the one at {known[SameText(point)]}", item.Place, Path, "remove one of them"));
            }

            points.Add(point);
        }

        return problems.Count == before ? new Sweep { Points = points } : Sweep.Instead(points.FirstOrDefault()?.Values ?? []);
    }

    private static string SameText(SweepPoint point) =>
        string.Join('\n', point.Values.Select(value => $"{value.Key}: {CanonicalText.Of(value.Value)}").Order(StringComparer.Ordinal));
}
