namespace PiCIE.Segmentation.Losses;

/// <summary>Loss of invariant information clustering and its gradients.</summary>
/// <param name="Loss">With λ.</param>
/// <param name="LossWithoutLambda">With λ = 1.</param>
/// <param name="Gradient1">With respect to the assignments of view 1.</param>
/// <param name="Gradient2">With respect to the aligned assignments of view 2.</param>
internal sealed record IicLossResult(double Loss, double LossWithoutLambda, float[] Gradient1, float[] Gradient2);
