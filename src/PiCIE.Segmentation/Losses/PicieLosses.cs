namespace PiCIE.Segmentation.Losses;

/// <summary>Holds the losses of a batch, or their mean over an epoch weighted by batch size. Parts that are switched off are 0.</summary>
/// <param name="Total">The loss that is minimised.</param>
/// <param name="Within">Mean over the views of the cross entropy with the own centroids.</param>
/// <param name="Cross">Mean over the views of the cross entropy with the other view's centroids.</param>
/// <param name="MeanSquare">Mean squared difference of the normalised features.</param>
public readonly record struct PicieLosses(double Total, double Within, double Cross, double MeanSquare)
{
    /// <summary>Whether no part is NaN or infinite.</summary>
    public bool IsFinite => double.IsFinite(Total + Within + Cross + MeanSquare);

    /// <summary>Adds two part by part.</summary>
    public static PicieLosses operator +(PicieLosses a, PicieLosses b) =>
        new(a.Total + b.Total, a.Within + b.Within, a.Cross + b.Cross, a.MeanSquare + b.MeanSquare);

    /// <summary>Multiplies each part by a factor.</summary>
    public static PicieLosses operator *(PicieLosses a, double factor) =>
        new(a.Total * factor, a.Within * factor, a.Cross * factor, a.MeanSquare * factor);
}
