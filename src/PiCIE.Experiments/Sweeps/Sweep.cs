using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Sweeps;

/// <summary>The sweep of a spec, read: the combinations of values that its runs have, each to be put into the tree of the spec.</summary>
internal sealed record Sweep
{
    /// <summary>The key of a spec that holds it.</summary>
    public const string Key = "sweep";

    /// <summary>The sweep of a spec that has none: one combination that sets nothing.</summary>
    public static Sweep None { get; } = new() { Points = [new SweepPoint([])] };

    /// <summary>The combinations, at least one, in the order of the runs. Where the sweep is wrong, one stands for all.</summary>
    public required IReadOnlyList<SweepPoint> Points { get; init; }

    /// <summary>Values that need be allowed although perhaps no run has them: those of conditions, and the ends of ranges.</summary>
    public IReadOnlyList<TriedValue> Tried { get; init; } = [];

    /// <summary>Conditions that ask for a key whose value is not known, as problems: told unless the key itself is wrong.</summary>
    public IReadOnlyList<TextProblem> Unknown { get; init; } = [];

    /// <summary>Returns the sweep that stands for a wrong one, so that the rest of the spec is still read: the first value of each key.</summary>
    /// <param name="values">First values of the keys that could be read.</param>
    public static Sweep Instead(IEnumerable<SweptValue> values) => new() { Points = [new SweepPoint([.. values])] };

    /// <summary>Returns the keys that every combination sets, so that a value of theirs outside the sweep reaches no run.</summary>
    public IReadOnlySet<string> KeysOfAll() => Points.SelectMany(point => point.Values).CountBy(value => value.Key)
        .Where(count => count.Value == Points.Count).Select(count => count.Key).ToHashSet(StringComparer.Ordinal);
}
