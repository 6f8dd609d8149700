namespace PiCIE.Segmentation.Views;

/// <summary>A square window of a square map, in whole pixels.</summary>
/// <param name="Row">First row.</param>
/// <param name="Column">First column.</param>
/// <param name="Side">Rows and columns.</param>
public readonly record struct CropWindow(int Row, int Column, int Side)
{
    /// <summary>
    /// The window as released, rounded in this map alone: side = ⌊scale·S⌋, offsets to the nearest integer, halves to even (science.md 1.3.3).
    /// </summary>
    public static CropWindow Independent(GeometricDraw draw, int side)
    {
        int crop = Math.Max((int)(draw.Scale * side), 1);
        return new CropWindow(
            (int)Math.Round((side - crop) * draw.RowPosition, MidpointRounding.ToEven),
            (int)Math.Round((side - crop) * draw.ColumnPosition, MidpointRounding.ToEven),
            crop);
    }

    /// <summary>
    /// The window of the feature map, scaled to this map, so that both views see the same part of the photograph.
    /// Where <paramref name="side"/> is no multiple of <paramref name="featureSide"/> the scaled window is rounded to whole pixels.
    /// </summary>
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
