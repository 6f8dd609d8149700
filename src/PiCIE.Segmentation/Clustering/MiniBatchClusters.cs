namespace PiCIE.Segmentation.Clustering;

/// <summary>Holds the result of a mini-batch k-means.</summary>
/// <param name="Centroids">Final centroids.</param>
/// <param name="Loss">Plain mean of the loss entries: mean squared distance of the initial pixels and of each group.</param>
/// <param name="Counts">Pixels of each cluster, as they were assigned along the pass.</param>
internal sealed record MiniBatchClusters(Centroids Centroids, double Loss, IReadOnlyList<long> Counts);
