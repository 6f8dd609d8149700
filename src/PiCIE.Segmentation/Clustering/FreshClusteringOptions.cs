namespace PiCIE.Segmentation.Clustering;

/// <summary>Holds the settings of a fresh clustering (science.md 1.4.8).</summary>
public sealed record FreshClusteringOptions
{
    /// <summary>Seed of order and start rows (<c>cluster.seed</c>); repeat r draws from (seed, r).</summary>
    public required long Seed { get; init; }

    /// <summary>K, the number of clusters.</summary>
    public required int Clusters { get; init; }

    /// <summary>Settings of the mini-batch k-means.</summary>
    public KMeansOptions KMeans { get; init; } = new();

    /// <summary>Whether batch-norm statistics are as before again after each repeat (switch <c>freshBn</c>); as released they drift.</summary>
    public bool RestoreStatistics { get; init; }
}
