namespace PiCIE.Segmentation.Images;

/// <summary>The header chunk of a PNG file.</summary>
internal readonly record struct PngHeader(int Width, int Height, int Bits, int ColourType, bool Interlaced)
{
    /// <summary>Bytes of one row before filtering, without the byte that names the filter.</summary>
    public int RowBytes => (int)(((long)Width * Bits) + 7) / 8;

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
