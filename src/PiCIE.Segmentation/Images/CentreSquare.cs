namespace PiCIE.Segmentation.Images;

/// <summary>
/// Cuts the central square of an image that is resized so that its shorter side becomes that of the square. It gives the same bits as
/// resizing the whole and cutting, but computes only the square, so that a strip of any length takes little memory.
/// </summary>
public static class CentreSquare
{
    private const int Channels = 3;

    /// <summary>Number of outputs up to which the nearest neighbour adds its steps up, as Pillow does; Pillow itself cannot make longer images.</summary>
    private const int LongestSum = 1 << 24;

    /// <summary>Returns the square of a photograph, by <see cref="PillowResize.Bilinear"/>.</summary>
    /// <param name="image">The photograph.</param>
    /// <param name="side">Side of the square in pixels.</param>
    public static RgbImage Of(RgbImage image, int side)
    {
        ArgumentNullException.ThrowIfNull(image);
        (long width, long height) = PillowResize.ShortSideSize(image.Width, image.Height, side);
        (long left, long top) = (Offset(width, side), Offset(height, side));
        ResampleTaps? down = height == image.Height ? null : ResampleTaps.Triangle(image.Height, height, top, side);
        (int firstRow, int endRow) = down is null ? ((int)top, (int)top + side) : (down.First[0], down.First[^1] + down.Count[^1]);
        byte[] rows = Columns(image, firstRow, endRow - firstRow, width, left, side);
        if (down is null)
        {
            return new RgbImage(side, side, rows);
        }

        byte[] square = new byte[Channels * side * side];
        ResampleKernels.Vertical(rows, Channels * side, down.Shifted(firstRow), square);
        return new RgbImage(side, side, square);
    }

    /// <summary>Returns the square of a label image, by <see cref="PillowResize.Nearest"/>; it covers the same part as that of its photograph.</summary>
    /// <param name="labels">The label image.</param>
    /// <param name="side">Side of the square in pixels.</param>
    public static LabelImage Of(LabelImage labels, int side)
    {
        ArgumentNullException.ThrowIfNull(labels);
        (long width, long height) = PillowResize.ShortSideSize(labels.Width, labels.Height, side);
        int[] columns = Nearest(labels.Width, width, Offset(width, side), side), rows = Nearest(labels.Height, height, Offset(height, side), side);
        ushort[] ids = new ushort[side * side];
        for (int y = 0; y < side; y++)
        {
            ReadOnlySpan<ushort> source = labels.Ids.AsSpan(rows[y] * labels.Width, labels.Width);
            for (int x = 0; x < side; x++)
            {
                ids[(y * side) + x] = source[columns[x]];
            }
        }

        return new LabelImage(side, side, ids);
    }

    /// <summary>Returns the place along an axis where the square begins, rounded to the nearest integer, halves to even.</summary>
    private static long Offset(long length, int side) => (long)Math.Round((length - side) / 2.0, MidpointRounding.ToEven);

    /// <summary>Returns some rows of the image, brought to the wanted columns of a width.</summary>
    private static byte[] Columns(RgbImage image, int firstRow, int rows, long width, long left, int side)
    {
        byte[] target = new byte[(long)Channels * side * rows];
        ReadOnlySpan<byte> source = image.Pixels.AsSpan(Channels * image.Width * firstRow, Channels * image.Width * rows);
        if (width != image.Width)
        {
            ResampleKernels.Horizontal(source, image.Width, rows, ResampleTaps.Triangle(image.Width, width, left, side), target, side);
            return target;
        }

        for (int y = 0; y < rows; y++)
        {
            source.Slice(Channels * ((y * image.Width) + (int)left), Channels * side).CopyTo(target.AsSpan(Channels * side * y));
        }

        return target;
    }

    private static int[] Nearest(int inputs, long outputs, long first, int count)
    {
        double step = (double)inputs / outputs;
        double position = step * 0.5;
        if (outputs <= LongestSum)
        {
            for (long i = 0; i < first; i++)
            {
                position += step;
            }
        }
        else
        {
            position += step * first;
        }

        int[] indices = new int[count];
        for (int i = 0; i < count; i++, position += step)
        {
            indices[i] = Math.Min((int)position, inputs - 1);
        }

        return indices;
    }
}
