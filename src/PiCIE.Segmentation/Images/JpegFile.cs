using SkiaSharp;

namespace PiCIE.Segmentation.Images;

/// <summary>Writes photographs and pictures as JPEG.</summary>
public static class JpegFile
{
    /// <summary>Returns the JPEG of an image; equal pixels give equal bytes.</summary>
    /// <param name="image">The image.</param>
    /// <param name="quality">From 1 to 100.</param>
    public static byte[] Encode(RgbImage image, int quality)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Encode(image.Pixels, image.Width, image.Height, quality);
    }

    /// <summary>Returns the JPEG of interleaved RGB bytes.</summary>
    /// <param name="rgb">Row-major [H, W, 3].</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="quality">From 1 to 100.</param>
    internal static byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height, int quality)
    {
        using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        RgbaRows.FromRgb(rgb, bitmap.GetPixelSpan());
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        return data.ToArray();
    }
}
