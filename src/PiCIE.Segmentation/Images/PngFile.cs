using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace PiCIE.Segmentation.Images;

/// <summary>Writes PNG files: ids as grey values, photographs and overlays as RGB. The same pixels give the same bytes.</summary>
public static class PngFile
{
    internal const int GreyType = 0;
    internal const int RgbType = 2;
    internal const int PaletteType = 3;

    /// <summary>Place of the number of bits in a file: behind the signature and the head, width and height of the first chunk.</summary>
    internal const int BitsAt = 24;

    internal static ReadOnlySpan<byte> Signature => [137, 80, 78, 71, 13, 10, 26, 10];

    /// <summary>Writes ids up to 255 as 8-bit grey values; <paramref name="ids"/> is row-major [H, W].</summary>
    public static void WriteIds(string path, int width, int height, ReadOnlySpan<byte> ids)
    {
        using FileStream file = Create(path);
        WriteIds(file, width, height, ids);
    }

    /// <summary>Writes ids up to 255 as 8-bit grey values to a stream.</summary>
    public static void WriteIds(Stream target, int width, int height, ReadOnlySpan<byte> ids) =>
        Write(target, width, height, 8, GreyType, width, ids);

    /// <summary>Writes ids up to 65,535 as 16-bit grey values; <paramref name="ids"/> is row-major [H, W].</summary>
    public static void WriteIds(string path, int width, int height, ReadOnlySpan<ushort> ids)
    {
        using FileStream file = Create(path);
        WriteIds(file, width, height, ids);
    }

    /// <summary>Writes ids up to 65,535 as 16-bit grey values to a stream.</summary>
    public static void WriteIds(Stream target, int width, int height, ReadOnlySpan<ushort> ids)
    {
        ushort[] bigEndian = new ushort[ids.Length];
        if (BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(ids, bigEndian);
        }
        else
        {
            ids.CopyTo(bigEndian);
        }

        Write(target, width, height, 16, GreyType, 2 * width, MemoryMarshal.AsBytes<ushort>(bigEndian));
    }

    /// <summary>Writes an RGB image.</summary>
    public static void WriteRgb(string path, RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using FileStream file = Create(path);
        Write(file, image.Width, image.Height, 8, RgbType, 3 * image.Width, image.Pixels);
    }

    private static FileStream Create(string path) => new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);

    private static void Write(Stream file, int width, int height, int bits, int colourType, int rowBytes, ReadOnlySpan<byte> samples)
    {
        if (samples.Length != (long)rowBytes * height)
        {
            throw new ArgumentException($"An image of {width}×{height} needs {(long)rowBytes * height} bytes, not {samples.Length}.", nameof(samples));
        }

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = (byte)bits;
        header[9] = (byte)colourType;
        file.Write(Signature);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compressed(samples, rowBytes, filterUp: colourType == RgbType));
        Chunk(file, "IEND"u8, []);
    }

    /// <summary>Compresses rows. Those of photographs are stored as differences to the row above, which compresses better; ids as they are.</summary>
    private static ReadOnlySpan<byte> Compressed(ReadOnlySpan<byte> samples, int rowBytes, bool filterUp)
    {
        MemoryStream memory = new();
        using (ZLibStream zlib = new(memory, CompressionLevel.Optimal, leaveOpen: true))
        {
            byte[] row = new byte[rowBytes + 1];
            for (int y = 0; y < samples.Length / rowBytes; y++)
            {
                ReadOnlySpan<byte> current = samples.Slice(y * rowBytes, rowBytes);
                row[0] = filterUp && y > 0 ? (byte)2 : (byte)0;
                current.CopyTo(row.AsSpan(1));
                if (row[0] == 2)
                {
                    ReadOnlySpan<byte> above = samples.Slice((y - 1) * rowBytes, rowBytes);
                    for (int x = 0; x < rowBytes; x++)
                    {
                        row[x + 1] -= above[x];
                    }
                }

                zlib.Write(row);
            }
        }

        return memory.GetBuffer().AsSpan(0, (int)memory.Length);
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, PngCrc.Of(type, data));
        file.Write(number);
    }
}
