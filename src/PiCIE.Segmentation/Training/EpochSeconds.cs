namespace PiCIE.Segmentation.Training;

/// <summary>Holds the wall-clock seconds of the parts of an epoch, as an <see cref="EpochClock"/> measures them.</summary>
/// <param name="Views">Seconds of making the views that are kept.</param>
/// <param name="Clustering">Seconds of clustering both views.</param>
/// <param name="Labels">Seconds of labelling both views; 0 where the training pass labels.</param>
/// <param name="Training">Seconds of the training pass.</param>
public readonly record struct EpochSeconds(double Views, double Clustering, double Labels, double Training)
{
    /// <summary>Seconds of the whole epoch.</summary>
    public double Total => Views + Clustering + Labels + Training;
}
