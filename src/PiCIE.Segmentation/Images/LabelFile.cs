using System.IO.Compression;

namespace PiCIE.Segmentation.Images;

/// <summary>
/// Reads label images: PNG with one channel of at most 8 bits, grey or palette. The raw value is the stored index, never a colour, which
/// is why no picture library stands between.
/// </summary>
public static class LabelFile
{
    /// <summary>Reads the raw ids of a label image.</summary>
    /// <exception cref="ImageException">The file is missing, no PNG of that kind, cut off, damaged or too large.</exception>
    public static LabelImage Read(string path) => Decode(ImageFile.Read(path, "label image"), path);

    /// <summary>Reads the raw ids of a label image that is already in memory; <paramref name="path"/> stands in errors.</summary>
    /// <exception cref="ImageException">The bytes are no PNG of that kind, cut off, damaged or too large.</exception>
    public static LabelImage Decode(ReadOnlySpan<byte> file, string path)
    {
        PngChunks chunks = PngChunks.Parse(file, path);
        PngHeader header = Checked(chunks.Header, path);
        byte[] rows = Unfilter(chunks, header, path);
        ushort[] ids = new ushort[header.Width * header.Height];
        if (header.Bits == 8)
        {
            for (int i = 0; i < ids.Length; i++)
            {
                ids[i] = rows[i];
            }
        }
        else
        {
            Unpack(rows, header, ids);
        }

        return new LabelImage(header.Width, header.Height, ids);
    }

    private static PngHeader Checked(PngHeader header, string path)
    {
        if (header.ColourType is not (PngFile.GreyType or PngFile.PaletteType) || header.Bits is not (1 or 2 or 4 or 8))
        {
            throw new ImageException(
                $"The label image {path} is {header.ColourName} with {header.Bits} bits a channel; one channel of 8 bits (grey or palette) is read, whose value is the raw id. Convert it.");
        }

        if (header.Interlaced)
        {
            throw new ImageException($"The label image {path} is an interlaced PNG; save it without interlacing.");
        }

        return (long)header.Width * header.Height > PhotographFile.MaxPixels
            ? throw new ImageException($"The label image {path} has {header.Width}×{header.Height} pixels; at most {PhotographFile.MaxPixels / 1_000_000} million are read.")
            : header;
    }

    private static byte[] Unfilter(PngChunks chunks, PngHeader header, string path)
    {
        int rowBytes = header.RowBytes;
        byte[] rows = new byte[rowBytes * header.Height];
        byte[] line = new byte[rowBytes + 1];
        using ZLibStream zlib = new(new MemoryStream(chunks.Data), CompressionMode.Decompress);
        try
        {
            ReadOnlySpan<byte> above = new byte[rowBytes];
            for (int y = 0; y < header.Height; y++)
            {
                zlib.ReadExactly(line);
                Span<byte> row = rows.AsSpan(y * rowBytes, rowBytes);
                line.AsSpan(1).CopyTo(row);
                if (!PngFilter.Undo(line[0], row, above))
                {
                    throw Damaged(path);
                }

                above = row;
            }
        }
        catch (Exception error) when (error is EndOfStreamException or InvalidDataException)
        {
            throw Damaged(path);
        }

        return rows;
    }

    private static void Unpack(byte[] rows, PngHeader header, ushort[] ids)
    {
        int mask = (1 << header.Bits) - 1;
        for (int y = 0; y < header.Height; y++)
        {
            for (int x = 0; x < header.Width; x++)
            {
                int bit = x * header.Bits;
                ids[(y * header.Width) + x] = (ushort)((rows[(y * header.RowBytes) + (bit / 8)] >> (8 - header.Bits - (bit % 8))) & mask);
            }
        }
    }

    private static ImageException Damaged(string path) => new($"The label image {path} is cut off or damaged; fetch the file again.");
}
