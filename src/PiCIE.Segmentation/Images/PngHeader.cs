namespace PiCIE.Segmentation.Images;

/// <summary>The header chunk of a PNG file.</summary>
internal readonly record struct PngHeader(int Width, int Height, int Bits, int ColourType, bool Interlaced)
{
    /// <summary>Whole bytes of a pixel of one channel, at least 1.</summary>
    public int PixelBytes => Math.Max(1, Bits / 8);

    /// <summary>Returns the length in bytes of a row of one channel before filtering, without the byte that names the filter.</summary>
    /// <param name="columns">Number of its pixels.</param>
    public int RowBytes(int columns) => (int)((((long)columns * Bits) + 7) / 8);

    /// <summary>The kind of pixels in words.</summary>
    public string ColourName => ColourType switch
    {
        PngFile.GreyType => "grey",
        PngFile.RgbType => "RGB",
        PngFile.PaletteType => "palette",
        4 => "grey with alpha",
        6 => "RGB with alpha",
        _ => $"of colour type {ColourType}",
    };
}
