namespace PiCIE.Segmentation.Clustering;

/// <summary>Reports that features or centroids contain NaN or infinite values, so that no pixel has a nearest centroid.</summary>
public sealed class FeaturesNotFiniteException : Exception
{
    /// <summary>Makes the exception with its sentence.</summary>
    public FeaturesNotFiniteException()
        : base("The network's features or the centroids contain NaN or infinite values, so no pixel has a nearest centroid; these weights cannot be used. Take other weights, or train again with a lower learning rate.")
    {
    }
}
