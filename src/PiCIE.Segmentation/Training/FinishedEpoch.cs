using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Optimizers;

namespace PiCIE.Segmentation.Training;

/// <summary>Holds the result of an epoch.</summary>
public sealed record FinishedEpoch
{
    private readonly ParameterOptimizer _optimizer;

    internal FinishedEpoch(EpochReport report, SegmentationNetwork network, Centroids centroids1, Centroids centroids2, ParameterOptimizer optimizer) =>
        (Report, Network, Centroids1, Centroids2, _optimizer) = (report, network, centroids1, centroids2, optimizer);

    /// <summary>Figures of the epoch.</summary>
    public EpochReport Report { get; }

    /// <summary>Network after the epoch; it goes on being trained, so keep a copy of what is needed.</summary>
    public SegmentationNetwork Network { get; }

    /// <summary>Centroids of view 1, made before the epoch's training.</summary>
    public Centroids Centroids1 { get; }

    /// <summary>Centroids of view 2.</summary>
    public Centroids Centroids2 { get; }

    /// <summary>Copies everything that the next epoch reads. It is of this epoch only until the training goes on.</summary>
    public TrainingState CopyState() => TrainingState.Of(Report.Epoch + 1, Network, _optimizer);
}
