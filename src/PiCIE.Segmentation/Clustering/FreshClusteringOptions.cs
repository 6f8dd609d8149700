namespace PiCIE.Segmentation.Clustering;

/// <summary>Settings of a fresh clustering (science.md 1.4.8).</summary>
public sealed record FreshClusteringOptions
{
    /// <summary>Seed of order and start rows (<c>cluster.seed</c>); repeat r draws from (seed, r).</summary>
    public required long Seed { get; init; }

    /// <summary>K.</summary>
    public required int Clusters { get; init; }

    /// <summary>The mini-batch k-means.</summary>
    public KMeansOptions KMeans { get; init; } = new();

    /// <summary>Whether batch-norm statistics are as before again after each repeat (switch <c>freshBn</c>); as released they drift.</summary>
    public bool RestoreStatistics { get; init; }
}
