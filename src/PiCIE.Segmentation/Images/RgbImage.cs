namespace PiCIE.Segmentation.Images;

/// <summary>An 8-bit RGB image.</summary>
public sealed record RgbImage
{
    /// <summary>Makes an image of the given pixels, which are not copied.</summary>
    /// <exception cref="ArgumentException">The number of bytes is not width × height × 3.</exception>
    public RgbImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.LongLength != 3L * width * height)
        {
            throw new ArgumentException($"An RGB image of {width}×{height} has {3L * width * height} bytes, not {pixels.LongLength}.", nameof(pixels));
        }

        (Width, Height, Pixels) = (width, height, pixels);
    }

    /// <summary>Number of columns.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>Row-major [H, W, 3] bytes, red first.</summary>
    public byte[] Pixels { get; }
}
