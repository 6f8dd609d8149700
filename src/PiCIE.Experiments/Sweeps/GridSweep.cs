using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Sweeps;

/// <summary>Reads <c>sweep.grid</c>: every value of each key with every value of the others.</summary>
internal static class GridSweep
{
    private const string Path = $"{Sweep.Key}.grid";

    /// <summary>Reads the sweep.</summary>
    /// <param name="node">The value of <c>grid</c>.</param>
    /// <param name="when">The value of <c>when</c>; null where there is none.</param>
    /// <param name="tree">The spec.</param>
    /// <param name="most">Most combinations.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static Sweep Read(TextNode node, TextNode? when, TextMap tree, int most, List<TextProblem> problems)
    {
        int before = problems.Count;
        if (node is not TextMap { Entries.Count: > 0 } map)
        {
            problems.Add(Complaints.OtherKind(Path, "keys with lists of values", node));
            return Sweep.None;
        }

        SweepAxis[] axes =
        [
            .. SweepableKeys.Of(DottedKeys.Of(map, Path, problems), Path, problems)
                .Select(key => new SweepAxis(key.Key, key.Place, ValueLists.Of(key, Path, problems))).Where(axis => axis.Values.Count > 0),
        ];
        SweepConditions conditions = SweepConditions.Read(when, [.. axes.Select(axis => axis.Key)], tree, problems);
        if (problems.Count == before && SweepProduct.Of(axes, conditions, most) is { } points)
        {
            return new Sweep { Points = points, Tried = conditions.Tried, Unknown = conditions.Unknown };
        }

        if (problems.Count == before)
        {
            string factors = string.Join(" × ", axes.Select(axis => $"{axis.Key} {axis.Values.Count}"));
            problems.Add(new TextProblem($"{Path} has more than {most} combinations ({factors}), at most {most} are allowed", node.Place, Path, "sweep.random draws some of them"));
        }

        return Sweep.Instead(axes.Select(axis => axis.At(0))) with { Tried = conditions.Tried, Unknown = conditions.Unknown };
    }
}
