namespace PiCIE.Segmentation.Clustering;

/// <summary>Holds the settings of the mini-batch k-means (science.md 1.4.2). Defaults are those of the published COCO-Stuff run.</summary>
public sealed record KMeansOptions
{
    /// <summary>Photographs of a batch of the clustering pass.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>I: number of batches whose pixels start the clustering.</summary>
    public int InitialBatches { get; init; } = 20;

    /// <summary>J: number of batches that move the centroids together afterwards.</summary>
    public int GroupBatches { get; init; } = 1;

    /// <summary>Iterations of the k-means over the initial pixels.</summary>
    public int Iterations { get; init; } = 20;

    /// <summary>Rule for an incomplete last group (switch <c>kmeansGroupTail</c>).</summary>
    public GroupTail GroupTail { get; init; } = GroupTail.Drop;

    /// <summary>Largest number of initial pixels that start the clustering, drawn at random; null takes all (switch <c>kmeansInitRows</c>).</summary>
    public long? InitialRows { get; init; }

    /// <summary>Whether centroids are projected to length 1 after the k-means (switch <c>centroidNormalise</c>).</summary>
    public bool CentroidNormalise { get; init; }

    /// <summary>Source of the seed of the start rows (switch <c>kmeansSeed</c>).</summary>
    public KMeansSeed Seed { get; init; } = KMeansSeed.BelowSeed;

    /// <summary>Mode of the batch norms during the pass (switch <c>kmeansBn</c>).</summary>
    public KMeansBatchNorm BatchNorm { get; init; } = KMeansBatchNorm.Train;

    /// <summary>A given seed of the start rows, to follow a recorded run; null draws it by <see cref="Seed"/>.</summary>
    internal uint? StartSeed { get; init; }
}
