using PiCIE.Segmentation.Images;

namespace PiCIE.Segmentation.Packs;

/// <summary>Encodes and decodes records of photographs that are stored as JPEG.</summary>
internal static class JpegRecord
{
    private const int Quality = 95;

    /// <summary>Returns the stored form of a photograph.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height) => JpegFile.Encode(rgb, width, height, Quality);

    /// <summary>Returns the pixels of a stored photograph.</summary>
    /// <exception cref="ImageException">It is damaged or has another size.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> jpeg, int width, int height, string place)
    {
        RgbImage image = PhotographFile.Decode(jpeg, place);
        return image.Width == width && image.Height == height
            ? image.Pixels
            : throw new ImageException($"{place} is {image.Width}×{image.Height}, but the pack says {width}×{height}; make the pack again.");
    }
}
