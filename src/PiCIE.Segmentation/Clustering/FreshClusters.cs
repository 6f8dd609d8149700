using PiCIE.Segmentation.Weights;

namespace PiCIE.Segmentation.Clustering;

/// <summary>Holds the result of one repeat of a fresh clustering.</summary>
/// <param name="Centroids">K rows of D features.</param>
/// <param name="Loss">K-means loss: mean squared distance, averaged over initial pixels and groups.</param>
/// <param name="Counts">Pixels of each cluster along the pass.</param>
/// <param name="Statistics">Batch-norm statistics with which these centroids are evaluated.</param>
public sealed record FreshClusters(Centroids Centroids, double Loss, IReadOnlyList<long> Counts, NamedTensors Statistics);
