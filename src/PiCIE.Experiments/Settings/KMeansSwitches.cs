namespace PiCIE.Experiments.Settings;

/// <summary>The switches of spec.md 2.1 that every mini-batch k-means reads, in training and afterwards.</summary>
public record KMeansSwitches
{
    /// <summary>Mode of batch normalisation while clustering.</summary>
    public required KMeansBatchNorm KmeansBn { get; init; }

    /// <summary>Whether centroids are projected to unit norm after k-means.</summary>
    public required bool CentroidNormalise { get; init; }

    /// <summary>Rule for where k-means draws its start from.</summary>
    public required KMeansSeedRule KmeansSeed { get; init; }

    /// <summary>Rule for an incomplete last group of batches.</summary>
    public required GroupTail KmeansGroupTail { get; init; }

    /// <summary>Largest number of rows that start k-means, a random sample; null (in a spec: all) takes all.</summary>
    public int? KmeansInitRows { get; init; }
}
