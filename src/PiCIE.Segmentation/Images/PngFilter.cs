namespace PiCIE.Segmentation.Images;

/// <summary>The five row filters of PNG, for rows of at most one byte a pixel.</summary>
internal static class PngFilter
{
    /// <summary>Restores a row in place; false if there is no such filter.</summary>
    public static bool Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> above)
    {
        if (filter > 4)
        {
            return false;
        }

        byte left = 0, corner = 0;
        for (int x = 0; filter > 0 && x < row.Length; x++)
        {
            row[x] += filter switch
            {
                1 => left,
                2 => above[x],
                3 => (byte)((left + above[x]) / 2),
                _ => Paeth(left, above[x], corner),
            };
            (left, corner) = (row[x], above[x]);
        }

        return true;
    }

    private static byte Paeth(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner), toAbove = Math.Abs(left - corner), toCorner = Math.Abs(left + above - (2 * corner));
        return (byte)(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner);
    }
}
