namespace PiCIE.Segmentation.Losses;

/// <summary>Holds the loss of invariant information clustering and its gradients.</summary>
/// <param name="Loss">Loss with λ.</param>
/// <param name="LossWithoutLambda">Loss with λ = 1.</param>
/// <param name="Gradient1">Gradient [N, K, H, W] with respect to the assignments of view 1.</param>
/// <param name="Gradient2">Gradient [N, K, H, W] with respect to the aligned assignments of view 2.</param>
internal sealed record IicLossResult(double Loss, double LossWithoutLambda, float[] Gradient1, float[] Gradient2);
