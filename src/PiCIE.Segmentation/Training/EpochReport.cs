using PiCIE.Segmentation.Losses;

namespace PiCIE.Segmentation.Training;

/// <summary>Holds the figures of one epoch; an observer reads them when the epoch is done.</summary>
public sealed record EpochReport
{
    /// <summary>Number of the epoch, from 0.</summary>
    public required int Epoch { get; init; }

    /// <summary>Mean training losses, weighted by batch size.</summary>
    public required PicieLosses Losses { get; init; }

    /// <summary>K-means loss of view 1: mean squared distance, averaged over the initial pixels and the groups.</summary>
    public required double KMeansLoss1 { get; init; }

    /// <summary>K-means loss of view 2.</summary>
    public required double KMeansLoss2 { get; init; }

    /// <summary>Pixels of each cluster of view 1.</summary>
    public required IReadOnlyList<long> Counts1 { get; init; }

    /// <summary>Pixels of each cluster of view 2.</summary>
    public required IReadOnlyList<long> Counts2 { get; init; }
}
