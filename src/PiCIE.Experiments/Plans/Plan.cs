namespace PiCIE.Experiments.Plans;

/// <summary>The runs of a spec, and each stage that they need once; a stage stands before those that need it.</summary>
/// <param name="Runs">The runs, one a seed, in the order of the spec.</param>
/// <param name="Stages">The stages, distinct by key, in dependency order.</param>
public sealed record Plan(IReadOnlyList<PlannedRun> Runs, IReadOnlyList<PlannedStage> Stages)
{
    /// <summary>The settings that the runs share; those are marked that method and preset would not give by themselves.</summary>
    public IReadOnlyList<ResolvedSetting> Settings { get; init; } = [];
}
