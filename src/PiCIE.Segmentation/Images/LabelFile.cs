using System.Buffers.Binary;
using System.IO.Compression;

namespace PiCIE.Segmentation.Images;

/// <summary>
/// Reads label images: PNG with one channel, grey of up to 16 bits or palette, interlaced or not. The raw value is the stored index, never a
/// colour, which is why no picture library stands between.
/// </summary>
public static class LabelFile
{
    private const int WideBits = 16;

    /// <summary>Length of the signature, and of frame and content of the header chunk.</summary>
    private const int HeaderBytes = 33;

    /// <summary>Reads the raw ids of a label image.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ImageException">The file is missing, no PNG of that kind, cut off, damaged or too large.</exception>
    public static LabelImage Read(string path) => Decode(ImageFile.Read(path, "label image"), path);

    /// <summary>Reads the raw ids of a label image that is already in memory.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <exception cref="ImageException">The bytes are no PNG of that kind, cut off, damaged or too large.</exception>
    public static LabelImage Decode(ReadOnlySpan<byte> file, string path)
    {
        PngChunks chunks = PngChunks.Parse(file, path);
        PngHeader header = Checked(chunks.Header, path);
        ushort[] ids = new ushort[header.Width * header.Height];
        using ZLibStream zlib = new(new MemoryStream(chunks.Data), CompressionMode.Decompress);
        try
        {
            foreach (PngPass pass in PngPass.Of(header))
            {
                ReadPass(zlib, header, pass, ids, path);
            }
        }
        catch (Exception error) when (error is EndOfStreamException or InvalidDataException)
        {
            throw Damaged(path);
        }

        return new LabelImage(header.Width, header.Height, ids);
    }

    /// <summary>Returns whether a label image has 16 bits a pixel, so that its ids may exceed 255. Only the header is read.</summary>
    /// <param name="path">The file.</param>
    /// <returns>False also for a file that is no PNG; reading it says what is wrong.</returns>
    /// <exception cref="ImageException">The file is missing.</exception>
    internal static bool IsWide(string path)
    {
        Span<byte> head = stackalloc byte[HeaderBytes];
        using FileStream file = ImageFile.Open(path, "label image");
        int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return read == head.Length && head.StartsWith(PngFile.Signature) && head[PngFile.BitsAt] == WideBits;
    }

    private static PngHeader Checked(PngHeader header, string path)
    {
        bool known = header.ColourType switch
        {
            PngFile.GreyType => header.Bits is 1 or 2 or 4 or 8 or WideBits,
            PngFile.PaletteType => header.Bits is 1 or 2 or 4 or 8,
            _ => false,
        };
        if (!known)
        {
            throw new ImageException(
                $"The label image {path} is {header.ColourName} with {header.Bits} bits a channel; one channel (grey of up to 16 bits, or palette) is read, whose value is the raw id. Convert it.");
        }

        return (long)header.Width * header.Height > PhotographFile.MaxPixels
            ? throw new ImageException($"The label image {path} has {header.Width}×{header.Height} pixels; at most {PhotographFile.MaxPixels / 1_000_000} million are read.")
            : header;
    }

    private static void ReadPass(ZLibStream zlib, PngHeader header, PngPass pass, ushort[] ids, string path)
    {
        int columns = pass.Columns(header.Width), rowBytes = header.RowBytes(columns);
        byte[] line = new byte[rowBytes + 1], above = new byte[rowBytes + 1];
        for (int y = pass.Top; y < header.Height; y += pass.Down)
        {
            zlib.ReadExactly(line);
            Span<byte> row = line.AsSpan(1);
            if (!PngFilter.Undo(line[0], row, above.AsSpan(1), header.PixelBytes))
            {
                throw Damaged(path);
            }

            Place(row, header.Bits, columns, ids.AsSpan((y * header.Width) + pass.Left), pass.Right);
            (line, above) = (above, line);
        }
    }

    private static void Place(ReadOnlySpan<byte> row, int bits, int columns, Span<ushort> ids, int step)
    {
        int mask = (1 << bits) - 1;
        for (int x = 0; x < columns; x++)
        {
            int bit = x * bits;
            ids[x * step] = bits switch
            {
                WideBits => BinaryPrimitives.ReadUInt16BigEndian(row[(2 * x)..]),
                8 => row[x],
                _ => (ushort)((row[bit / 8] >> (8 - bits - (bit % 8))) & mask),
            };
        }
    }

    private static ImageException Damaged(string path) => new($"The label image {path} is cut off or damaged; fetch the file again.");
}
