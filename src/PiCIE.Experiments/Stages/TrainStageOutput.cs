namespace PiCIE.Experiments.Stages;

/// <summary>The output record of a train stage, which it reports beside its files.</summary>
public sealed record TrainStageOutput
{
    /// <summary>One point an epoch, in order; empty for frozen.</summary>
    public required IReadOnlyList<EpochPoint> Curve { get; init; }
}
