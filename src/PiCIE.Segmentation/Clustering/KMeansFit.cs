namespace PiCIE.Segmentation.Clustering;

/// <summary>What a full k-means gives.</summary>
/// <param name="Centroids">After the last update.</param>
/// <param name="Objective">Sum of squared distances before each update.</param>
/// <param name="Splits">Empty clusters repaired in each iteration.</param>
internal sealed record KMeansFit(Centroids Centroids, IReadOnlyList<double> Objective, IReadOnlyList<int> Splits);
