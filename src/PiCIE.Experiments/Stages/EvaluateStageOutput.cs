namespace PiCIE.Experiments.Stages;

/// <summary>What an evaluate stage reports beside its files.</summary>
public sealed record EvaluateStageOutput
{
    /// <summary>One entry a list, in the order of the settings.</summary>
    public required IReadOnlyList<SplitEvaluation> Splits { get; init; }

    /// <summary>The kept epochs that were evaluated too; empty where none was asked for.</summary>
    public IReadOnlyList<EpochEvaluation> Epochs { get; init; } = [];
}
