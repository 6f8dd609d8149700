using System.Buffers.Binary;

namespace PiCIE.Segmentation.Images;

/// <summary>Reads the orientation in the EXIF segment of a JPEG file. The picture library reads only one that is written as a short number.</summary>
internal static class JpegExif
{
    private const int FrameBytes = 4;
    private const byte Mark = 0xFF;
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte Application1 = 0xE1;

    private static ReadOnlySpan<byte> Name => "Exif\0\0"u8;

    /// <summary>The orientation; null where the file says none. Believes no length beyond the end of the file.</summary>
    /// <param name="file">A JPEG file from its first byte on, which can be sought in.</param>
    public static ExifOrientation? OrientationOf(Stream file)
    {
        file.Position = 2;
        Span<byte> frame = stackalloc byte[FrameBytes];
        while (file.ReadAtLeast(frame, FrameBytes, throwOnEndOfStream: false) == FrameBytes)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(frame[2..]) - 2;
            if (frame[0] != Mark || frame[1] is StartOfScan or EndOfImage || length < 0 || length > file.Length - file.Position)
            {
                return null;
            }

            byte[] segment = new byte[length];
            file.ReadExactly(segment);
            if (frame[1] == Application1 && segment.AsSpan().StartsWith(Name))
            {
                return ExifBlock.OrientationOf(segment.AsSpan(Name.Length));
            }
        }

        return null;
    }
}
