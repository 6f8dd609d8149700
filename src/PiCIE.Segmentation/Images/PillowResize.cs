namespace PiCIE.Segmentation.Images;

/// <summary>
/// Resizes as the published numbers were made: with Pillow's anti-aliased bilinear filter on 8-bit photographs and its nearest neighbour on
/// label images, equal to the last bit (science.md A.1, A.2).
/// </summary>
public static class PillowResize
{
    /// <summary>Resizes with the anti-aliased bilinear filter; horizontally, then vertically, rounded to 8 bits between.</summary>
    public static RgbImage Bilinear(RgbImage image, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        byte[] pixels = image.Pixels;
        if (width != image.Width)
        {
            byte[] narrow = new byte[3 * width * image.Height];
            ResampleKernels.Horizontal(pixels, image.Width, image.Height, ResampleTaps.Triangle(image.Width, width), narrow, width);
            pixels = narrow;
        }

        if (height != image.Height)
        {
            byte[] low = new byte[3 * width * height];
            ResampleKernels.Vertical(pixels, 3 * width, ResampleTaps.Triangle(image.Height, height), low);
            pixels = low;
        }

        return ReferenceEquals(pixels, image.Pixels) ? image : new RgbImage(width, height, pixels);
    }

    /// <summary>Resizes so that the shorter side becomes <paramref name="side"/>; an image that has it is returned as it is.</summary>
    public static RgbImage ShortSide(RgbImage image, int side)
    {
        ArgumentNullException.ThrowIfNull(image);
        (long width, long height) = ShortSideSize(image.Width, image.Height, side);
        return Bilinear(image, checked((int)width), checked((int)height));
    }

    /// <summary>Returns the size of an image whose shorter side becomes <paramref name="side"/>; the longer side is truncated to whole pixels.</summary>
    /// <param name="width">Columns of the image.</param>
    /// <param name="height">Rows of the image.</param>
    /// <param name="side">The wanted shorter side.</param>
    /// <returns>The size; of a narrow strip it may exceed what any array holds.</returns>
    public static (long Width, long Height) ShortSideSize(int width, int height, int side)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(side);
        return Math.Min(width, height) == side ? (width, height)
            : width < height ? (side, (long)side * height / width)
            : ((long)side * width / height, side);
    }

    /// <summary>Resizes a label image to the nearest neighbour: out(y, x) = in(⌊(y + ½)·H/h⌋, ⌊(x + ½)·W/w⌋).</summary>
    public static LabelImage Nearest(LabelImage labels, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ushort[] ids = new ushort[width * height];
        int[] columns = NearestIndices(labels.Width, width), rows = NearestIndices(labels.Height, height);
        for (int y = 0; y < height; y++)
        {
            Span<ushort> source = labels.Ids.AsSpan(rows[y] * labels.Width, labels.Width);
            Span<ushort> target = ids.AsSpan(y * width, width);
            for (int x = 0; x < width; x++)
            {
                target[x] = source[columns[x]];
            }
        }

        return new LabelImage(width, height, ids);
    }

    /// <summary>Resizes a label image so that the shorter side becomes <paramref name="side"/>, to the same size as its photograph.</summary>
    public static LabelImage NearestShortSide(LabelImage labels, int side)
    {
        ArgumentNullException.ThrowIfNull(labels);
        (long width, long height) = ShortSideSize(labels.Width, labels.Height, side);
        return Nearest(labels, checked((int)width), checked((int)height));
    }

    /// <summary>Cuts the central square of a side; offsets are rounded to the nearest integer, halves to even.</summary>
    /// <exception cref="ArgumentException">The image is smaller than the square.</exception>
    public static RgbImage CentreCrop(RgbImage image, int side)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Width == side && image.Height == side
            ? image
            : new RgbImage(side, side, CentreCrop<byte>(image.Pixels, image.Width, image.Height, 3, side));
    }

    /// <summary>Cuts the central square of a side out of a label image, with the same offsets as of its photograph.</summary>
    /// <exception cref="ArgumentException">The image is smaller than the square.</exception>
    public static LabelImage CentreCrop(LabelImage labels, int side)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new LabelImage(side, side, CentreCrop<ushort>(labels.Ids, labels.Width, labels.Height, 1, side));
    }

    /// <summary>
    /// Returns the input of each output. Steps are added up, as Pillow does: on exact boundaries the rounding of the sum decides which
    /// neighbour is taken.
    /// </summary>
    private static int[] NearestIndices(int inputs, int outputs)
    {
        double step = (double)inputs / outputs;
        double position = step * 0.5;
        int[] indices = new int[outputs];
        for (int i = 0; i < outputs; i++, position += step)
        {
            indices[i] = Math.Min((int)position, inputs - 1);
        }

        return indices;
    }

    private static T[] CentreCrop<T>(T[] values, int width, int height, int channels, int side)
    {
        if (width < side || height < side)
        {
            throw new ArgumentException($"A square of side {side} cannot be cut out of {width}×{height} pixels.", nameof(side));
        }

        int left = (int)Math.Round((width - side) / 2.0, MidpointRounding.ToEven);
        int top = (int)Math.Round((height - side) / 2.0, MidpointRounding.ToEven);
        T[] square = new T[side * side * channels];
        for (int y = 0; y < side; y++)
        {
            values.AsSpan((((top + y) * width) + left) * channels, side * channels).CopyTo(square.AsSpan(y * side * channels));
        }

        return square;
    }
}
