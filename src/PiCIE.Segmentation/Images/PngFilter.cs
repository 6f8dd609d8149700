namespace PiCIE.Segmentation.Images;

/// <summary>Undoes the five row filters of PNG.</summary>
internal static class PngFilter
{
    /// <summary>Restores a row in place; returns false if there is no such filter.</summary>
    /// <param name="filter">The filter's number.</param>
    /// <param name="row">The row as the file holds it.</param>
    /// <param name="above">The restored row above, zeros for the first.</param>
    /// <param name="pixelBytes">Whole bytes of a pixel, at least 1: the distance to the left neighbour.</param>
    public static bool Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        if (filter > 4)
        {
            return false;
        }

        for (int x = 0; filter > 0 && x < row.Length; x++)
        {
            byte left = x < pixelBytes ? (byte)0 : row[x - pixelBytes], corner = x < pixelBytes ? (byte)0 : above[x - pixelBytes];
            row[x] += filter switch
            {
                1 => left,
                2 => above[x],
                3 => (byte)((left + above[x]) / 2),
                _ => Paeth(left, above[x], corner),
            };
        }

        return true;
    }

    private static byte Paeth(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner), toAbove = Math.Abs(left - corner), toCorner = Math.Abs(left + above - (2 * corner));
        return (byte)(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner);
    }
}
