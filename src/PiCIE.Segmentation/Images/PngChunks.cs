using System.Buffers.Binary;

namespace PiCIE.Segmentation.Images;

/// <summary>The header and the compressed pixels of a PNG file; every chunk's check sum has been compared.</summary>
internal sealed record PngChunks(PngHeader Header, byte[] Data)
{
    private const int ChunkFrame = 12;

    public static PngChunks Parse(ReadOnlySpan<byte> file, string path)
    {
        if (!file.StartsWith(PngFile.Signature))
        {
            throw new ImageException($"{path} is no PNG file; label images are PNG with one channel.");
        }

        PngHeader? header = null;
        MemoryStream data = new();
        ReadOnlySpan<byte> rest = file[PngFile.Signature.Length..];
        while (true)
        {
            (ReadOnlySpan<byte> type, ReadOnlySpan<byte> content) = Next(rest, path);
            rest = rest[(ChunkFrame + content.Length)..];
            if (type.SequenceEqual("IHDR"u8))
            {
                header = ReadHeader(content, path);
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                data.Write(content);
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                return new PngChunks(header ?? throw Damaged(path), data.ToArray());
            }
        }
    }

    private static Chunk Next(ReadOnlySpan<byte> rest, string path)
    {
        int length = rest.Length < ChunkFrame ? -1 : BinaryPrimitives.ReadInt32BigEndian(rest);
        if (length < 0 || length > rest.Length - ChunkFrame)
        {
            throw new ImageException($"{path} is cut off: a PNG file ends with its IEND chunk; fetch the file again.");
        }

        ReadOnlySpan<byte> type = rest.Slice(4, 4), content = rest.Slice(8, length);
        return BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + length)..]) == PngCrc.Of(type, content)
            ? new Chunk(type, content)
            : throw Damaged(path);
    }

    private static PngHeader ReadHeader(ReadOnlySpan<byte> content, string path)
    {
        if (content.Length != 13)
        {
            throw Damaged(path);
        }

        int width = BinaryPrimitives.ReadInt32BigEndian(content), height = BinaryPrimitives.ReadInt32BigEndian(content[4..]);
        return width < 1 || height < 1 || content[10] != 0 || content[11] != 0
            ? throw Damaged(path)
            : new PngHeader(width, height, content[8], content[9], content[12] != 0);
    }

    private static ImageException Damaged(string path) => new($"{path} is a damaged PNG file; fetch it again.");

    private readonly ref struct Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        private readonly ReadOnlySpan<byte> _type = type;
        private readonly ReadOnlySpan<byte> _content = content;

        public void Deconstruct(out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> content)
        {
            type = _type;
            content = _content;
        }
    }
}
