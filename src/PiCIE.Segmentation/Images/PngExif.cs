using System.Buffers.Binary;

namespace PiCIE.Segmentation.Images;

/// <summary>Reads the orientation that a PNG file carries in its <c>eXIf</c> chunk. The picture library knows that of JPEG and WebP alone.</summary>
internal static class PngExif
{
    private const int FrameBytes = 8;
    private const int SumBytes = 4;
    private const int LongestChunk = 1 << 16;
    private const int EntryBytes = 12;
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;

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
                return Orientation(exif);
            }

            file.Position += length + SumBytes;
        }

        return null;
    }

    /// <summary>The orientation in the first directory of an EXIF block, which is laid out as TIFF.</summary>
    private static ExifOrientation? Orientation(ReadOnlySpan<byte> exif)
    {
        bool little = exif.StartsWith("II*\0"u8);
        if (exif.Length < FrameBytes || (!little && !exif.StartsWith("MM\0*"u8)))
        {
            return null;
        }

        uint directory = little ? BinaryPrimitives.ReadUInt32LittleEndian(exif[4..]) : BinaryPrimitives.ReadUInt32BigEndian(exif[4..]);
        if (directory > exif.Length - 2)
        {
            return null;
        }

        ReadOnlySpan<byte> entries = exif[(int)directory..];
        int count = Number(entries, little);
        entries = entries[2..];
        for (int entry = 0; entry < count && entries.Length >= EntryBytes; entry++, entries = entries[EntryBytes..])
        {
            if (Number(entries, little) == OrientationTag && Number(entries[2..], little) == ShortType)
            {
                ExifOrientation found = (ExifOrientation)Number(entries[8..], little);
                return Enum.IsDefined(found) ? found : null;
            }
        }

        return null;
    }

    private static ushort Number(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
