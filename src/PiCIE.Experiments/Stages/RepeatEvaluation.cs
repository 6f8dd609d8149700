namespace PiCIE.Experiments.Stages;

/// <summary>The count of an evaluation with the centroids of one repeat.</summary>
/// <param name="Matrix">Pixels by class (rows) and cluster (columns), summed over the photographs.</param>
public sealed record RepeatEvaluation(long[][] Matrix);
