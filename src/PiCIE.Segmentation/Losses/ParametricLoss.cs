using PiCIE.Segmentation.Clustering;

namespace PiCIE.Segmentation.Losses;

/// <summary>
/// Computes the weighted cross entropy of normalised features with one linear classifier, weight and bias, and its gradients: the loss of MDC
/// (science.md 1.6).
/// </summary>
// Only golden tests call it until the method mdc comes.
internal static unsafe class ParametricLoss
{
    /// <summary>Computes the loss and writes the gradient with respect to the features.</summary>
    /// <param name="weight">[K, D].</param>
    /// <param name="bias">[K]; empty = no bias.</param>
    /// <param name="features">[rows, D] raw features.</param>
    /// <param name="rows">Pixels.</param>
    /// <param name="labels">Pseudo-label of each pixel.</param>
    /// <param name="clusterWeights">Weight of each cluster; null = 1.</param>
    /// <param name="gradient">Receives the gradient with respect to the features.</param>
    public static ParametricLossResult AddLossAndGradient(
        Centroids weight, ReadOnlySpan<float> bias, float* features, nint rows, int* labels, float[]? clusterWeights, float* gradient)
    {
        using CentroidPanel classifier = new(weight.Values, weight.Width, bias);
        LossTerm term = new()
        {
            Classifier = classifier,
            Labels = labels,
            Weights = clusterWeights,
            Share = 1,
            LearnsClassifier = true,
        };
        LossShare sums = FeatureLoss.Compute(features, rows, [term], null, 0, gradient);
        float[] weightGradient = new float[weight.Count * weight.Width];
        float[] biasGradient = new float[weight.Count];
        double[] learned = sums.ClassifierGradient[0]!;
        for (int k = 0; k < weight.Count; k++)
        {
            Span<double> row = learned.AsSpan(k * (weight.Width + 1), weight.Width + 1);
            for (int d = 0; d < weight.Width; d++)
            {
                weightGradient[(k * weight.Width) + d] = (float)row[d];
            }

            biasGradient[k] = (float)row[^1];
        }

        return new ParametricLossResult(sums.NegativeLogLikelihood[0] / term.TotalWeight(rows), weightGradient, biasGradient);
    }
}
