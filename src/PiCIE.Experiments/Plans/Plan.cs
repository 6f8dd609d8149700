using System.Text.Json;

namespace PiCIE.Experiments.Plans;

/// <summary>The runs of a spec, and each stage that they need once; a stage stands before those that need it.</summary>
/// <param name="Runs">The runs, one for each combination of settings and seed: all combinations with the first seed, then with the next.</param>
/// <param name="Stages">The stages, distinct by key, in dependency order.</param>
public sealed record Plan(IReadOnlyList<PlannedRun> Runs, IReadOnlyList<PlannedStage> Stages)
{
    /// <summary>The settings, but for seeds, that have one value in all runs that have them; those are marked that method and preset would not give by themselves.</summary>
    public IReadOnlyList<ResolvedSetting> Settings { get; init; } = [];

    /// <summary>The settings, but for seeds, that have several values: of each config id its own, by key.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Varied { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>();

    /// <summary>Combinations of the sweep that came to a run of another one, which is made once.</summary>
    public IReadOnlyList<EqualRun> EqualRuns { get; init; } = [];
}
