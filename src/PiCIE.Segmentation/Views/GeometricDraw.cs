namespace PiCIE.Segmentation.Views;

/// <summary>What was drawn for the geometric transform of one photograph in one epoch, shared by both views (science.md 1.3.1).</summary>
/// <param name="HorizontalFlipP">Mirrored left to right if below ½.</param>
/// <param name="VerticalFlipP">Mirrored top to bottom if below ½.</param>
/// <param name="Scale">Side of the crop as a fraction of the map's side.</param>
/// <param name="RowPosition">Where the crop lies between the top (0) and the bottom (1).</param>
/// <param name="ColumnPosition">Where the crop lies between the left (0) and the right (1).</param>
public readonly record struct GeometricDraw(
    double HorizontalFlipP, double VerticalFlipP, double Scale, double RowPosition, double ColumnPosition)
{
    /// <summary>The draw of one photograph and epoch; a function of these numbers alone.</summary>
    public static GeometricDraw For(long seed, long epoch, long image, GeometricSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        CounterRandom random = new(seed, epoch, image, 0, RandomPurpose.Geometric);
        return new GeometricDraw(
            random.Uniform(0), random.Uniform(1), random.Uniform(2, settings.MinScale, 1), random.Uniform(3), random.Uniform(4));
    }

    /// <summary>
    /// The placement in a square map of side <paramref name="side"/>.
    /// <paramref name="featureSide"/> is the side of the feature map to which snapped windows are rounded.
    /// </summary>
    public MapPlacement Place(int side, int featureSide, GeometricSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        CropWindow window = !settings.Crop ? new CropWindow(0, 0, side)
            : settings.CropRounding == CropRounding.Snapped ? CropWindow.Snapped(this, side, featureSide)
            : CropWindow.Independent(this, side);
        return new MapPlacement(window, settings.HorizontalFlip && HorizontalFlipP < 0.5, settings.VerticalFlip && VerticalFlipP < 0.5);
    }
}
