using System.Buffers.Binary;

namespace PiCIE.Segmentation.Images;

/// <summary>Reads the orientation that a PNG file carries in its <c>eXIf</c> chunk. The picture library knows that of JPEG and WebP alone.</summary>
internal static class PngExif
{
    private const int FrameBytes = 8;
    private const int SumBytes = 4;
    private const int LongestChunk = 1 << 16;

    /// <summary>The orientation; null where the file says none. Believes no length beyond the end of the file.</summary>
    /// <param name="file">A PNG file from its first byte on, which can be sought in.</param>
    public static ExifOrientation? OrientationOf(Stream file)
    {
        file.Position = PngFile.Signature.Length;
        Span<byte> frame = stackalloc byte[FrameBytes];
        while (file.ReadAtLeast(frame, FrameBytes, throwOnEndOfStream: false) == FrameBytes)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(frame);
            ReadOnlySpan<byte> type = frame[4..];
            if (type.SequenceEqual("IEND"u8) || length > file.Length - file.Position)
            {
                return null;
            }

            if (type.SequenceEqual("eXIf"u8) && length <= LongestChunk)
            {
                byte[] exif = new byte[length];
                file.ReadExactly(exif);
                return ExifBlock.OrientationOf(exif);
            }

            file.Position += length + SumBytes;
        }

        return null;
    }
}
