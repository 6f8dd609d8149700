namespace PiCIE.Experiments.Protocol;

/// <summary>Names the series that a training reports at the end of each epoch.</summary>
public static class EpochSeries
{
    /// <summary>Mean of the summed loss.</summary>
    public const string Loss = "loss";

    /// <summary>Mean of the loss within views.</summary>
    public const string Within = "loss.within";

    /// <summary>Mean of the loss across views.</summary>
    public const string Cross = "loss.cross";

    /// <summary>k-means loss of view 1.</summary>
    public const string KmeansLoss1 = "kmeans.loss1";

    /// <summary>k-means loss of view 2.</summary>
    public const string KmeansLoss2 = "kmeans.loss2";

    /// <summary>Wall time of the epoch in seconds.</summary>
    public const string Seconds = "seconds";
}
