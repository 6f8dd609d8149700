using PiCIE.Experiments.Keys;

namespace PiCIE.Experiments.Plans;

/// <summary>The facts of data and weights that a plan depends on. The place of the data set is not one of them.</summary>
/// <param name="Splits">The facts of each split by its name, at least of those of <see cref="Planner.NeededSplits"/>.</param>
/// <param name="WeightsSha256">Content hash of the start weights; null where the network starts from random values.</param>
public sealed record PlanFacts(IReadOnlyDictionary<string, SplitFacts> Splits, string? WeightsSha256);
