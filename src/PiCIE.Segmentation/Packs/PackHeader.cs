using System.Buffers.Binary;
using System.Text;
using PiCIE.Segmentation.Images;

namespace PiCIE.Segmentation.Packs;

/// <summary>Reads and checks the head and the index of a pack before anything is mapped.</summary>
internal static class PackHeader
{
    private const int IndexEntryBytes = 16;

    public static (PackFormat Format, int Count, long IndexOffset) Read(Stream stream, string path)
    {
        byte[] header = new byte[PackFormat.HeaderBytes];
        int read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (read < header.Length || !header.AsSpan(0, 8).SequenceEqual(PackFormat.Magic))
        {
            throw new ImageException($"{path} is no pack; packs are made by the preprocess stage.");
        }

        int Field(int i) => BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8 + (4 * i)));
        if (Field(0) != PackFormat.Version)
        {
            throw new ImageException($"{path} is a pack of format version {Field(0)}; this program reads version {PackFormat.Version}. Use a newer program or make the pack again.");
        }

        PackFormat format = new((PackKind)Field(1), (PackPacking)Field(2), Field(3), Field(4), Field(5), Field(6));
        long indexOffset = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(48));
        int count = Field(7);
        if (!Enum.IsDefined(format.Kind) || !Enum.IsDefined(format.Packing) || format.Width is < 1 or > 65_536 || format.Height is < 1 or > 65_536
            || format.Channels is not (1 or 3) || format.SampleBytes is not (1 or 2) || count < 0
            || (long)format.Width * format.Height * format.Channels * format.SampleBytes > int.MaxValue
            || indexOffset < PackFormat.HeaderBytes || indexOffset > stream.Length
            || (long)count * IndexEntryBytes > stream.Length - indexOffset)
        {
            throw Damaged(path);
        }

        return (format, count, indexOffset);
    }

    public static (long[] Offsets, int[] Lengths, string[] Names) ReadIndex(Stream stream, string path, PackFormat format, int count, long indexOffset)
    {
        long[] offsets = new long[count];
        int[] lengths = new int[count];
        string[] names = new string[count];
        stream.Position = indexOffset;
        using BinaryReader reader = new(new BufferedStream(stream, 1 << 16), Encoding.UTF8, leaveOpen: true);
        try
        {
            for (int i = 0; i < count; i++)
            {
                offsets[i] = reader.ReadInt64();
                lengths[i] = reader.ReadInt32();
                int nameBytes = reader.ReadInt32();
                if (offsets[i] < PackFormat.HeaderBytes || lengths[i] < 1 || offsets[i] > indexOffset - lengths[i]
                    || (format.Packing == PackPacking.Raw && lengths[i] != format.RecordBytes) || nameBytes is < 0 or > 65_536)
                {
                    throw Damaged(path);
                }

                byte[] name = reader.ReadBytes(nameBytes);
                names[i] = name.Length == nameBytes ? Encoding.UTF8.GetString(name) : throw Damaged(path);
            }
        }
        catch (EndOfStreamException)
        {
            throw Damaged(path);
        }

        return (offsets, lengths, names);
    }

    private static ImageException Damaged(string path) => new($"The pack {path} is cut off or damaged; make it again.");
}
