namespace PiCIE.Segmentation.Training;

/// <summary>Wall-clock seconds of the parts of an epoch.</summary>
/// <param name="Views">Making the views that are kept.</param>
/// <param name="Clustering">Clustering both views.</param>
/// <param name="Labels">Labelling both views.</param>
/// <param name="Training">The training pass.</param>
public readonly record struct EpochSeconds(double Views, double Clustering, double Labels, double Training)
{
    /// <summary>All of it.</summary>
    public double Total => Views + Clustering + Labels + Training;
}
