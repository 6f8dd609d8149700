namespace PiCIE.Experiments.Stages;

/// <summary>The report on one repeat of the fresh clustering.</summary>
/// <param name="KmeansLoss">Mean squared distance to the centroid.</param>
/// <param name="Counts">Number of feature vectors in each cluster.</param>
public sealed record ClusterRepeat(double KmeansLoss, IReadOnlyList<long> Counts);
