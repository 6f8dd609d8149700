namespace PiCIE.Segmentation.Views;

/// <summary>Holds everything that is drawn for one photograph in one epoch; clustering, labelling and training see the same (science.md 1.3.1).</summary>
/// <param name="View1">Photometric transform of view 1.</param>
/// <param name="View2">Photometric transform of view 2.</param>
/// <param name="Geometric">Geometric transform of both views.</param>
public readonly record struct ViewDraws(PhotometricDraw View1, PhotometricDraw View2, GeometricDraw Geometric)
{
    /// <summary>Draws for one photograph and epoch.</summary>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <param name="image">Index of the photograph in its split.</param>
    /// <param name="settings">Ranges of the draws.</param>
    public static ViewDraws For(long seed, long epoch, long image, ViewSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new ViewDraws(
            PhotometricDraw.For(seed, epoch, image, View.First, settings.Photometric),
            PhotometricDraw.For(seed, epoch, image, View.Second, settings.Photometric),
            GeometricDraw.For(seed, epoch, image, settings.Geometric));
    }
}
