using System.Buffers.Binary;
using PiCIE.Evaluation.Files;

namespace PiCIE.Stages.Tools;

/// <summary>The facts in the head of a PNG file about its pixels. No pixel is read, and no length in the file is believed.</summary>
/// <param name="Encoding">Encoding for people: "palette, 8 bits".</param>
/// <param name="Palette">Its colours by index; empty without a palette.</param>
internal sealed record PngLook(string Encoding, IReadOnlyList<IReadOnlyList<int>> Palette)
{
    private const int HeadBytes = 64 * 1024;
    private const int SignatureBytes = 8;
    private const int BitsOffset = 24;
    private const int ColourOffset = 25;
    private const int ChunkFrame = 12;
    private const uint PaletteChunk = 0x504C5445;
    private const uint PixelChunk = 0x49444154;

    /// <summary>Looks at a file; null where it is no PNG.</summary>
    /// <param name="path">The file.</param>
    public static PngLook? Of(string path)
    {
        byte[] head = new byte[HeadBytes];
        using FileStream file = RegularFile.OpenRead(path);
        int length = file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        return length > ColourOffset && head.AsSpan(1, 3).SequenceEqual("PNG"u8)
            ? new PngLook($"{NameOf(head[ColourOffset])}, {head[BitsOffset]} bits", Colours(head.AsSpan(0, length)))
            : null;
    }

    private static string NameOf(byte colourType) => colourType switch
    {
        0 => "grey",
        2 => "RGB",
        3 => "palette",
        4 => "grey with alpha",
        6 => "RGB with alpha",
        _ => $"colour type {colourType}",
    };

    private static IReadOnlyList<IReadOnlyList<int>> Colours(ReadOnlySpan<byte> head)
    {
        for (long at = SignatureBytes; at + ChunkFrame <= head.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(head[(int)at..]);
            uint type = BinaryPrimitives.ReadUInt32BigEndian(head[((int)at + 4)..]);
            if (type == PixelChunk)
            {
                break;
            }

            if (type == PaletteChunk && at + ChunkFrame + length <= head.Length)
            {
                return [.. head.Slice((int)at + 8, (int)length).ToArray().Chunk(3).Where(colour => colour.Length == 3).Select(colour => colour.Select(part => (int)part).ToArray())];
            }

            at += ChunkFrame + length;
        }

        return [];
    }
}
