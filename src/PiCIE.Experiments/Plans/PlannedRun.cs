using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Plans;

/// <summary>One run of a plan: complete settings and the stages that give its result.</summary>
public sealed record PlannedRun
{
    /// <summary>Name of the run by its seeds ("seed-3"); where its experiment has other settings too, <see cref="RunNames"/> says more.</summary>
    public required string Name { get; init; }

    /// <summary>Keys that a sweep sets in the run, in the order of the sweep; the name of the run shows their values.</summary>
    public IReadOnlyList<string> Swept { get; init; } = [];

    /// <summary>The settings, every default filled in.</summary>
    public required RunSettings Settings { get; init; }

    /// <summary>Hash of the settings that enter a key, without the seeds; replicates share it.</summary>
    public required string ConfigId { get; init; }

    /// <summary>Seed of the training.</summary>
    public required long TrainSeed { get; init; }

    /// <summary>Seed of the fresh clustering.</summary>
    public required long ClusterSeed { get; init; }

    /// <summary>Keys of its stages by kind, each list in order. Preprocess has one key a split; a kind that the run does not need has none.</summary>
    public required IReadOnlyDictionary<StageKind, IReadOnlyList<string>> StageKeys { get; init; }
}
