namespace PiCIE.Experiments.Stages;

/// <summary>The output record of a cluster stage, which it reports beside its files.</summary>
public sealed record ClusterStageOutput
{
    /// <summary>Report on each repeat, in order.</summary>
    public required IReadOnlyList<ClusterRepeat> Repeats { get; init; }
}
