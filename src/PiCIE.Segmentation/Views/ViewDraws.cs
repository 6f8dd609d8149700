namespace PiCIE.Segmentation.Views;

/// <summary>Everything drawn for one photograph in one epoch; clustering, labelling and training see the same (science.md 1.3.1).</summary>
/// <param name="View1">Photometric transform of view 1.</param>
/// <param name="View2">Photometric transform of view 2.</param>
/// <param name="Geometric">Geometric transform of both views.</param>
public readonly record struct ViewDraws(PhotometricDraw View1, PhotometricDraw View2, GeometricDraw Geometric)
{
    /// <summary>The draws of one photograph (index in its list) and epoch.</summary>
    public static ViewDraws For(long seed, long epoch, long image, ViewSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new ViewDraws(
            PhotometricDraw.For(seed, epoch, image, 1, settings.Photometric),
            PhotometricDraw.For(seed, epoch, image, 2, settings.Photometric),
            GeometricDraw.For(seed, epoch, image, settings.Geometric));
    }
}
