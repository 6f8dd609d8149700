using PiCIE.Segmentation.Weights;

namespace PiCIE.Segmentation.Clustering;

/// <summary>What one repeat of a fresh clustering gave.</summary>
/// <param name="Centroids">The centroids.</param>
/// <param name="Loss">K-means loss: mean squared distance, averaged over initial pixels and groups.</param>
/// <param name="Counts">Pixels of each cluster along the pass.</param>
/// <param name="Statistics">Batch-norm statistics with which these centroids are evaluated.</param>
public sealed record FreshClusters(Centroids Centroids, double Loss, IReadOnlyList<long> Counts, NamedTensors Statistics);
