using PiCIE.Experiments.Keys;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Plans;

/// <summary>The facts of data and weights that a plan depends on. The place of the data set is not one of them.</summary>
/// <param name="Splits">The facts of each split by its name, at least of those of <see cref="Planner.NeededSplits"/>.</param>
/// <param name="Weights">Content hashes of the files that the runs start from, at least of those of <see cref="Planner.StartFiles"/>.</param>
public sealed record PlanFacts(IReadOnlyDictionary<string, SplitFacts> Splits, IReadOnlyDictionary<StartFile, string> Weights)
{
    /// <summary>Returns the content hash of the start weights of a run; null where the network starts from random values.</summary>
    /// <param name="settings">Settings of the run.</param>
    public string? WeightsOf(RunSettings settings) => StartFile.Of(settings) is { } file ? Weights[file] : null;
}
