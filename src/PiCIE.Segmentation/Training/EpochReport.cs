using PiCIE.Segmentation.Losses;

namespace PiCIE.Segmentation.Training;

/// <summary>Figures of one epoch.</summary>
public sealed record EpochReport
{
    /// <summary>The epoch, from 0.</summary>
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

    /// <summary>Time of the parts.</summary>
    public required EpochSeconds Seconds { get; init; }
}
