namespace PiCIE.Segmentation.Clustering;

/// <summary>Holds the result of a full k-means.</summary>
/// <param name="Centroids">Centroids after the last update.</param>
/// <param name="Objective">Sum of squared distances before each update.</param>
/// <param name="Splits">Empty clusters repaired in each iteration.</param>
internal sealed record KMeansFit(Centroids Centroids, IReadOnlyList<double> Objective, IReadOnlyList<int> Splits);
