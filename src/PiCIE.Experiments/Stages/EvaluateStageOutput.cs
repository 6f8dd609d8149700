namespace PiCIE.Experiments.Stages;

/// <summary>The output record of an evaluate stage, which it reports beside its files.</summary>
public sealed record EvaluateStageOutput
{
    /// <summary>One entry a split, in the order of the settings.</summary>
    public required IReadOnlyList<SplitEvaluation> Splits { get; init; }

    /// <summary>One entry for each kept epoch that was evaluated too; empty where none was asked for.</summary>
    public IReadOnlyList<EpochEvaluation> Epochs { get; init; } = [];
}
