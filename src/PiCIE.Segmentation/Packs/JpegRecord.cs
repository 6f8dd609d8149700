using PiCIE.Segmentation.Images;
using SkiaSharp;

namespace PiCIE.Segmentation.Packs;

/// <summary>Encodes and decodes records of photographs that are stored as JPEG.</summary>
internal static class JpegRecord
{
    private const int Quality = 95;

    public static byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height)
    {
        using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        RgbaRows.FromRgb(rgb, bitmap.GetPixelSpan());
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }

    public static byte[] Decode(ReadOnlySpan<byte> jpeg, int width, int height, string place)
    {
        RgbImage image = PhotographFile.Decode(jpeg, place);
        return image.Width == width && image.Height == height
            ? image.Pixels
            : throw new ImageException($"{place} is {image.Width}×{image.Height}, but the pack says {width}×{height}; make the pack again.");
    }
}
