using PiCIE.Segmentation.Clustering;

namespace PiCIE.Segmentation.Losses;

/// <summary>
/// Describes one weighted cross entropy of normalised features z against pseudo-labels y:
/// CE_w = Σ w[y]·(−log softmax(C z + b)[y]) / Σ w[y] over all pixels of the batch (science.md 1.4.4).
/// </summary>
internal sealed unsafe class LossTerm
{
    /// <summary>The classifier: centroids and bias.</summary>
    public required CentroidPanel Classifier { get; init; }

    /// <summary>Pseudo-label of each pixel.</summary>
    public required int* Labels { get; init; }

    /// <summary>Weight of each cluster; null = 1.</summary>
    public required float[]? Weights { get; init; }

    /// <summary>Factor of this term in the total loss.</summary>
    public required double Share { get; init; }

    /// <summary>Whether the gradient with respect to the classifier itself is wanted.</summary>
    public bool LearnsClassifier { get; init; }

    /// <summary>Adds up w[y] over the batch.</summary>
    public double TotalWeight(nint rows)
    {
        if (Weights is null)
        {
            return rows;
        }

        double total = 0.0;
        for (nint r = 0; r < rows; r++)
        {
            total += Weights[Labels[r]];
        }

        return total;
    }
}
