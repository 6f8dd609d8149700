using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Stages;

/// <summary>The switches that a cluster stage reads; each as in <see cref="RunSwitches"/>.</summary>
public sealed record ClusterSwitches
{
    /// <summary>Mode of batch normalisation while clustering.</summary>
    public required KMeansBatchNorm KmeansBn { get; init; }

    /// <summary>Whether centroids are projected to unit norm after k-means.</summary>
    public required bool CentroidNormalise { get; init; }

    /// <summary>Where k-means draws its start from.</summary>
    public required KMeansSeedRule KmeansSeed { get; init; }

    /// <summary>What happens to an incomplete last group of batches.</summary>
    public required GroupTail KmeansGroupTail { get; init; }

    /// <summary>At most so many rows start k-means; null takes all.</summary>
    public int? KmeansInitRows { get; init; }

    /// <summary>Batch-norm statistics after the clustering.</summary>
    public required FreshBatchNorm FreshBn { get; init; }

    /// <summary>The part of a run's switches that clustering reads.</summary>
    /// <param name="switches">All switches.</param>
    public static ClusterSwitches Of(RunSwitches switches) => new()
    {
        KmeansBn = switches.KmeansBn,
        CentroidNormalise = switches.CentroidNormalise,
        KmeansSeed = switches.KmeansSeed,
        KmeansGroupTail = switches.KmeansGroupTail,
        KmeansInitRows = switches.KmeansInitRows,
        FreshBn = switches.FreshBn,
    };
}
