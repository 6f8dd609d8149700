namespace PiCIE.Segmentation.Clustering;

/// <summary>Features or centroids hold values that are no numbers, so that no pixel has a nearest centroid.</summary>
public sealed class FeaturesNotFiniteException : Exception
{
    /// <summary>Says it.</summary>
    public FeaturesNotFiniteException()
        : base("The network's features, or the centroids, hold values that are no numbers, so no pixel has a nearest centroid; the weights are of no use. Take other weights, or train again with a lower learning rate.")
    {
    }
}
