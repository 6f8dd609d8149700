using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Networks;

namespace PiCIE.Segmentation.Training;

/// <summary>What an epoch gave.</summary>
/// <param name="Report">Its figures.</param>
/// <param name="Network">The network after it; it goes on being trained, so keep a copy of what is needed.</param>
/// <param name="Centroids1">Centroids of view 1, made before the epoch's training.</param>
/// <param name="Centroids2">Centroids of view 2.</param>
public sealed record FinishedEpoch(EpochReport Report, SegmentationNetwork Network, Centroids Centroids1, Centroids Centroids2);
