namespace PiCIE.Segmentation.Images;

/// <summary>The raw ids of a label image as they stand in its file, before any mapping to classes.</summary>
public sealed record LabelImage
{
    /// <summary>Makes a label image of the given ids, which are not copied.</summary>
    /// <exception cref="ArgumentException">The number of ids is not width × height.</exception>
    public LabelImage(int width, int height, ushort[] ids)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.LongLength != (long)width * height)
        {
            throw new ArgumentException($"A label image of {width}×{height} has {(long)width * height} ids, not {ids.LongLength}.", nameof(ids));
        }

        (Width, Height, Ids) = (width, height, ids);
    }

    /// <summary>Number of columns.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>Row-major [H, W] raw ids.</summary>
    public ushort[] Ids { get; }
}
