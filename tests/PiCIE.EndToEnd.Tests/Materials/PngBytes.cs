using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace PiCIE.EndToEnd.Tests.Materials;

/// <summary>PNG files made byte by byte, so that a test can also make ones that no encoder would.</summary>
internal static class PngBytes
{
    private const byte Grey = 0;
    private const byte Rgb = 2;

    /// <summary>A label image: one byte a pixel.</summary>
    public static byte[] Labels(int width, int height, Func<int, int, byte> id) =>
        Encode(width, height, Grey, (x, y) => [id(x, y)]);

    /// <summary>A photograph.</summary>
    public static byte[] Photograph(int width, int height, Func<int, int, (byte R, byte G, byte B)> colour) =>
        Encode(width, height, Rgb, (x, y) =>
        {
            (byte r, byte g, byte b) = colour(x, y);
            return [r, g, b];
        });

    /// <summary>A file whose head promises a size that its content does not have.</summary>
    public static byte[] Promising(int width, int height) => Assemble(width, height, Rgb, Compress([0, 0, 0, 0]));

    private static byte[] Encode(int width, int height, byte colourType, Func<int, int, byte[]> pixel)
    {
        List<byte> rows = [];
        for (int y = 0; y < height; y++)
        {
            rows.Add(0);
            for (int x = 0; x < width; x++)
            {
                rows.AddRange(pixel(x, y));
            }
        }

        return Assemble(width, height, colourType, Compress([.. rows]));
    }

    private static byte[] Assemble(int width, int height, byte colourType, byte[] data)
    {
        byte[] head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, colourType);
        return [137, 80, 78, 71, 13, 10, 26, 10, .. Chunk("IHDR", head), .. Chunk("IDAT", data), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. data];
        byte[] chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc(body));
        return chunk;
    }

    private static byte[] Compress(byte[] bytes)
    {
        using MemoryStream stream = new();
        using (ZLibStream zlib = new(stream, CompressionLevel.Fastest))
        {
            zlib.Write(bytes);
        }

        return stream.ToArray();
    }

    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320u;
            }
        }

        return ~crc;
    }
}
