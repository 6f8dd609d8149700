namespace PiCIE.Experiments.Stages;

/// <summary>The evaluation of one kept epoch with its own centroids, one repeat a view.</summary>
/// <param name="Epoch">The epoch, counted from 0.</param>
/// <param name="Splits">One entry a split.</param>
public sealed record EpochEvaluation(int Epoch, IReadOnlyList<SplitEvaluation> Splits);
