using SkiaSharp;

namespace PiCIE.Segmentation.Images;

/// <summary>
/// Reads photographs as people see them: turned upright by the orientation in their metadata (decision 0020), grey and CMYK as RGB.
/// </summary>
public static class PhotographFile
{
    /// <summary>Largest photograph that is decoded, in pixels; the size stands in the file's header, so nothing is allocated for more.</summary>
    public const long MaxPixels = 100_000_000;

    private const string What = "photograph";

    /// <summary>Decodes a photograph file (JPEG, PNG, WebP, BMP).</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ImageException">The file is missing, no photograph, cut off, damaged or too large.</exception>
    public static RgbImage Read(string path) => Decode(ImageFile.Read(path, What), path);

    /// <summary>Reads size and orientation from the header of a photograph file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ImageException">The file is missing, no photograph or too large.</exception>
    public static PhotographHeader ReadHeader(string path)
    {
        using FileStream file = ImageFile.Open(path, What);
        byte[] head = new byte[ForeignPicture.HeadBytes];
        int length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        // The codec takes the stream for its own; a second one reads the orientation.
        using SKCodec codec = SKCodec.Create(file) ?? throw new ImageException(ForeignPicture.Sentence(path, head.AsSpan(0, length)));
        (int width, int height) = CheckedSize(codec, path);
        using FileStream again = ImageFile.Open(path, What);
        return new PhotographHeader(width, height, OrientationOf(codec, again));
    }

    /// <summary>Decodes a photograph that is already in memory.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="ImageException">The bytes are no photograph, cut off, damaged or too large.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, string name)
    {
        using SKData data = SKData.CreateCopy(file);
        using SKCodec codec = SKCodec.Create(data) ?? throw new ImageException(ForeignPicture.Sentence(name, file[..Math.Min(file.Length, ForeignPicture.HeadBytes)]));
        using Stream content = data.AsStream();
        return Decode(codec, name, OrientationOf(codec, content));
    }

    private static RgbImage Decode(SKCodec codec, string name, ExifOrientation orientation)
    {
        (int width, int height) = CheckedSize(codec, name);
        SKImageInfo info = new(width, height, SKColorType.Rgba8888, codec.Info.IsOpaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
        using SKBitmap bitmap = new();
        if (!bitmap.TryAllocPixels(info))
        {
            throw new ImageException($"{name} has {width}×{height} pixels, for which there is not enough memory.");
        }

        SKCodecResult result = codec.GetPixels(info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
        {
            throw new ImageException(result == SKCodecResult.IncompleteInput
                ? $"{name} is cut off: its header says {width}×{height} pixels, but the data ends before the last; fetch the file again."
                : $"{name} cannot be decoded ({result}); fetch the file again.");
        }

        byte[] pixels = new byte[3 * width * height];
        RgbaRows.ToRgb(bitmap.GetPixelSpan(), pixels);
        return UprightImage.Of(new RgbImage(width, height, pixels), orientation);
    }

    private static ExifOrientation OrientationOf(SKCodec codec, Stream file) => codec.EncodedFormat switch
    {
        SKEncodedImageFormat.Png => PngExif.OrientationOf(file) ?? ExifOrientation.Upright,
        SKEncodedImageFormat.Jpeg when codec.EncodedOrigin == SKEncodedOrigin.TopLeft => JpegExif.OrientationOf(file) ?? ExifOrientation.Upright,
        _ => (ExifOrientation)codec.EncodedOrigin,
    };

    private static (int Width, int Height) CheckedSize(SKCodec codec, string name)
    {
        (int width, int height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MaxPixels)
        {
            throw new ImageException($"{name} has {width}×{height} pixels; at most {MaxPixels / 1_000_000} million are read. Reduce the photograph first.");
        }

        return (width, height);
    }
}
