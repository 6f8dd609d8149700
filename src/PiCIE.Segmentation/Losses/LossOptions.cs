namespace PiCIE.Segmentation.Losses;

/// <summary>
/// Says which parts the training loss has (science.md 1.4.4). With both cross entropies their mean counts; with one of them it alone;
/// the squared difference, if wanted, is averaged with them.
/// </summary>
public sealed record LossOptions
{
    /// <summary>Whether the cross entropy of each view's features with its own centroids and pseudo-labels counts.</summary>
    public bool Within { get; init; } = true;

    /// <summary>Whether the cross entropy of each view's features with the other view's centroids and pseudo-labels counts.</summary>
    public bool Cross { get; init; } = true;

    /// <summary>Whether the mean squared difference of the two views' normalised features counts.</summary>
    public bool MeanSquare { get; init; }

    /// <summary>Whether clusters are weighted in the cross entropy (by <see cref="Weighting"/>).</summary>
    public bool Balance { get; init; } = true;

    /// <summary>Rule by which a cluster's weight follows from its frequency (switch <c>classWeight</c>).</summary>
    public ClusterWeighting Weighting { get; init; } = ClusterWeighting.Proportional;

    /// <summary>Logits of the classifier (switch <c>trainLogit</c>).</summary>
    public TrainLogit Logit { get; init; } = TrainLogit.InnerProduct;
}
