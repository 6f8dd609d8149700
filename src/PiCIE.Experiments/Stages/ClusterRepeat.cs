namespace PiCIE.Experiments.Stages;

/// <summary>One repeat of the fresh clustering.</summary>
/// <param name="KmeansLoss">Mean squared distance to the centroid.</param>
/// <param name="Counts">Feature vectors of each cluster.</param>
public sealed record ClusterRepeat(double KmeansLoss, IReadOnlyList<long> Counts);
