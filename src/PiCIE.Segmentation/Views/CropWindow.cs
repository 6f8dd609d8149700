namespace PiCIE.Segmentation.Views;

/// <summary>Describes a square window of a square map, in whole pixels.</summary>
/// <param name="Row">First row.</param>
/// <param name="Column">First column.</param>
/// <param name="Side">Rows and columns.</param>
public readonly record struct CropWindow(int Row, int Column, int Side)
{
    /// <summary>
    /// Rounds the window as released, in this map alone: side = ⌊scale·S⌋, offsets to the nearest integer, halves to even (science.md 1.3.3).
    /// </summary>
    /// <param name="draw">Scale and position of the crop.</param>
    /// <param name="side">Side S of the map, pixels.</param>
    public static CropWindow Independent(GeometricDraw draw, int side)
    {
        int crop = Math.Max((int)(draw.Scale * side), 1);
        return new CropWindow(
            (int)Math.Round((side - crop) * draw.RowPosition, MidpointRounding.ToEven),
            (int)Math.Round((side - crop) * draw.ColumnPosition, MidpointRounding.ToEven),
            crop);
    }

    /// <summary>
    /// Scales the window of the feature map to this map, so that both views see the same part of the photograph.
    /// Where <paramref name="side"/> is no multiple of <paramref name="featureSide"/> the scaled window is rounded to whole pixels.
    /// </summary>
    /// <param name="draw">Scale and position of the crop.</param>
    /// <param name="side">Side of the map, pixels.</param>
    /// <param name="featureSide">Side of the feature map, pixels.</param>
    public static CropWindow Snapped(GeometricDraw draw, int side, int featureSide)
    {
        CropWindow cell = Independent(draw, featureSide);
        int row = Scaled(cell.Row, side, featureSide);
        int column = Scaled(cell.Column, side, featureSide);
        int crop = Math.Min(Scaled(cell.Side, side, featureSide), side - Math.Max(row, column));
        return new CropWindow(row, column, crop);
    }

    private static int Scaled(int cells, int side, int featureSide) =>
        (int)Math.Round((double)cells * side / featureSide, MidpointRounding.ToEven);
}
