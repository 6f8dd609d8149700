namespace PiCIE.Experiments.Stages;

/// <summary>What a train stage reports beside its files.</summary>
public sealed record TrainStageOutput
{
    /// <summary>One point an epoch, in order; empty for frozen.</summary>
    public required IReadOnlyList<EpochPoint> Curve { get; init; }
}
