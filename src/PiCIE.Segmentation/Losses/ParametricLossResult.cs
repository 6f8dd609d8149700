namespace PiCIE.Segmentation.Losses;

/// <summary>Loss and gradients of a linear classifier.</summary>
/// <param name="Loss">Weighted cross entropy.</param>
/// <param name="WeightGradient">[K, D].</param>
/// <param name="BiasGradient">[K].</param>
internal sealed record ParametricLossResult(double Loss, float[] WeightGradient, float[] BiasGradient);
