using PiCIE.Segmentation.Randomness;

namespace PiCIE.Segmentation.Views;

/// <summary>Holds what is drawn for the geometric transform of one photograph in one epoch, shared by both views (science.md 1.3.1).</summary>
/// <param name="HorizontalFlipP">Number that decides on the mirroring left to right: below ½ it happens.</param>
/// <param name="VerticalFlipP">Number that decides on the mirroring top to bottom: below ½ it happens.</param>
/// <param name="Scale">Side of the crop as a fraction of the map's side.</param>
/// <param name="RowPosition">Place of the crop between the top (0) and the bottom (1).</param>
/// <param name="ColumnPosition">Place of the crop between the left (0) and the right (1).</param>
public readonly record struct GeometricDraw(
    double HorizontalFlipP, double VerticalFlipP, double Scale, double RowPosition, double ColumnPosition)
{
    /// <summary>Draws for one photograph and epoch: a function of these numbers alone.</summary>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <param name="image">Index of the photograph in its split.</param>
    /// <param name="settings">Ranges of the draws.</param>
    public static GeometricDraw For(long seed, long epoch, long image, GeometricSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        CounterRandom random = new(seed, epoch, image, 0, RandomPurpose.Geometric);
        return new GeometricDraw(
            random.Uniform(0), random.Uniform(1), random.Uniform(2, settings.MinScale, 1), random.Uniform(3), random.Uniform(4));
    }

    /// <summary>Places the crop in a square map, in whole pixels.</summary>
    /// <param name="side">Side of the map, pixels.</param>
    /// <param name="featureSide">Side of the feature map to which snapped windows are rounded, pixels.</param>
    /// <param name="settings">The steps that exist, and the rule by which windows are rounded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The settings name no way of rounding.</exception>
    public MapPlacement Place(int side, int featureSide, GeometricSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        CropWindow window = settings switch
        {
            { Crop: false } => new CropWindow(0, 0, side),
            { CropRounding: CropRounding.Snapped } => CropWindow.Snapped(this, side, featureSide),
            { CropRounding: CropRounding.Independent } => CropWindow.Independent(this, side),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.CropRounding, "A crop is rounded independently or snapped."),
        };
        return new MapPlacement(window, settings.HorizontalFlip && HorizontalFlipP < 0.5, settings.VerticalFlip && VerticalFlipP < 0.5);
    }
}
