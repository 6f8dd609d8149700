namespace PiCIE.Experiments.Stages;

/// <summary>What a cluster stage reports beside its files.</summary>
public sealed record ClusterStageOutput
{
    /// <summary>The repeats, in order.</summary>
    public required IReadOnlyList<ClusterRepeat> Repeats { get; init; }
}
