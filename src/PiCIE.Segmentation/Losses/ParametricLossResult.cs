namespace PiCIE.Segmentation.Losses;

/// <summary>Holds the loss and the gradients of a linear classifier.</summary>
/// <param name="Loss">Weighted cross entropy.</param>
/// <param name="WeightGradient">Gradient [K, D] with respect to the weight.</param>
/// <param name="BiasGradient">Gradient [K] with respect to the bias.</param>
internal sealed record ParametricLossResult(double Loss, float[] WeightGradient, float[] BiasGradient);
