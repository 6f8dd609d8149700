namespace PiCIE.Experiments.Plans;

/// <summary>What a spec comes to: its runs, and each stage that they need once, those that are needed before those that need them.</summary>
/// <param name="Runs">The runs, one a seed, in the order of the spec.</param>
/// <param name="Stages">The stages, distinct by key, in dependency order.</param>
public sealed record Plan(IReadOnlyList<PlannedRun> Runs, IReadOnlyList<PlannedStage> Stages)
{
    /// <summary>The settings that the runs share, with those marked that method and preset would not give by themselves.</summary>
    public IReadOnlyList<ResolvedSetting> Settings { get; init; } = [];
}
