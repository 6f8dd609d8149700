using PiCIE.Experiments.Keys;

namespace PiCIE.Experiments.Plans;

/// <summary>What the plan must know of the world; where the data set lies is not part of it.</summary>
/// <param name="Splits">The lists by name, at least those of <see cref="Planner.NeededSplits"/>.</param>
/// <param name="WeightsSha256">Content hash of the start weights; null where the network starts from random values.</param>
public sealed record PlanFacts(IReadOnlyDictionary<string, SplitFacts> Splits, string? WeightsSha256);
