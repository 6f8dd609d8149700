namespace PiCIE.Segmentation.Images;

/// <summary>A part of an image that a PNG file stores in one go: every pixel, or those of a coarser grid in an interlaced file.</summary>
/// <param name="Left">Column of its first pixel.</param>
/// <param name="Top">Row of its first pixel.</param>
/// <param name="Right">Number of columns from one of its pixels to the next.</param>
/// <param name="Down">Number of rows from one of its pixels to the next.</param>
internal readonly record struct PngPass(int Left, int Top, int Right, int Down)
{
    private static readonly PngPass[] Whole = [new(0, 0, 1, 1)];

    /// <summary>The seven passes of Adam7, in their order (PNG specification, 8.2).</summary>
    private static readonly PngPass[] Interlaced =
    [
        new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2),
    ];

    /// <summary>Returns the passes of a file, without those that hold no pixel of it.</summary>
    /// <param name="header">The file's header.</param>
    public static IEnumerable<PngPass> Of(PngHeader header) =>
        (header.Interlaced ? Interlaced : Whole).Where(pass => pass.Left < header.Width && pass.Top < header.Height);

    /// <summary>Returns the number of pixels in each of its rows.</summary>
    /// <param name="width">Width of the image.</param>
    public int Columns(int width) => (width - Left + Right - 1) / Right;
}
