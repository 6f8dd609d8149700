using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Specs;

/// <summary>One combination of settings of a spec: what its sweep varies is set, and it is run with each of its seeds.</summary>
public sealed record SpecVariant
{
    /// <summary>The settings; the plan fills in seeds and what depends on the task.</summary>
    public required RunSettings Settings { get; init; }

    /// <summary>Seeds of its runs, one run each; distinct, at least one.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>Places of the keys that are set, by key ("train.kmeans.batchSize").</summary>
    public required IReadOnlyDictionary<string, TextPlace> Places { get; init; }

    /// <summary>The keys that the sweep sets here, with their values as written; empty where the spec has no sweep.</summary>
    public IReadOnlyDictionary<string, TextNode> Swept { get; init; } = new Dictionary<string, TextNode>();
}
