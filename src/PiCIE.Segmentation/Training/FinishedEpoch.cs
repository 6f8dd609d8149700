using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Networks;

namespace PiCIE.Segmentation.Training;

/// <summary>Holds the result of an epoch.</summary>
/// <param name="Report">Figures of the epoch.</param>
/// <param name="Network">Network after the epoch; it goes on being trained, so keep a copy of what is needed.</param>
/// <param name="Centroids1">Centroids of view 1, made before the epoch's training.</param>
/// <param name="Centroids2">Centroids of view 2.</param>
public sealed record FinishedEpoch(EpochReport Report, SegmentationNetwork Network, Centroids Centroids1, Centroids Centroids2);
