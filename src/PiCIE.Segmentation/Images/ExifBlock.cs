using System.Buffers.Binary;

namespace PiCIE.Segmentation.Images;

/// <summary>Reads the orientation in an EXIF block, which is laid out as TIFF. It may be written as a short or, by some programs, as a long number.</summary>
internal static class ExifBlock
{
    private const int HeadBytes = 8;
    private const int EntryBytes = 12;
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;
    private const ushort LongType = 4;

    /// <summary>The orientation in the first directory of a block; null where it says none.</summary>
    /// <param name="exif">The block, from the mark of its byte order on.</param>
    public static ExifOrientation? OrientationOf(ReadOnlySpan<byte> exif)
    {
        bool little = exif.StartsWith("II*\0"u8);
        if (exif.Length < HeadBytes || (!little && !exif.StartsWith("MM\0*"u8)))
        {
            return null;
        }

        uint directory = Long(exif[4..], little);
        if (directory > exif.Length - 2)
        {
            return null;
        }

        ReadOnlySpan<byte> entries = exif[(int)directory..];
        int count = Short(entries, little);
        entries = entries[2..];
        for (int entry = 0; entry < count && entries.Length >= EntryBytes; entry++, entries = entries[EntryBytes..])
        {
            if (Short(entries, little) == OrientationTag && Short(entries[2..], little) is ShortType or LongType)
            {
                uint value = Short(entries[2..], little) == ShortType ? Short(entries[8..], little) : Long(entries[8..], little);
                return value is >= (uint)ExifOrientation.Upright and <= (uint)ExifOrientation.QuarterCounterClockwise ? (ExifOrientation)value : null;
            }
        }

        return null;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Long(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
