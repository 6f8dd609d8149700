using System.Buffers.Binary;
using System.Text;

namespace PiCIE.Segmentation.Packs;

/// <summary>
/// Writes a pack record by record. The file appears under its name only when <see cref="Complete"/> has flushed it; before that it is a
/// neighbour ending in <c>.partial</c>, which disposing removes.
/// </summary>
/// <remarks>
/// Layout, little-endian: 64 bytes of header (magic PICIEPAK, version, kind, packing, width, height, channels, bytes a sample, count
/// [int32 each], 8 bytes unused, offset of the index [int64], zeros), the records, then the index: per record its offset [int64], its
/// length [int32], and its name (length in bytes [int32], UTF-8).
/// </remarks>
public sealed class PackWriter : IDisposable
{
    /// <summary>
    /// Number of bytes after which records are flushed to the disk itself. Left to the end, gigabytes would be flushed in one call, in
    /// which a slow disk lets no sign of life through for minutes.
    /// </summary>
    internal const long FlushBytes = 64L << 20;

    private readonly string _path;
    private readonly string _partial;
    private readonly FileStream _file;
    private readonly List<(long Offset, int Length, string Name)> _index = [];
    private bool _complete;

    /// <summary>Begins a pack.</summary>
    /// <exception cref="ArgumentException">JPEG packing of something that is not an 8-bit RGB photograph.</exception>
    public PackWriter(string path, PackFormat format)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(format);
        if (format.Packing == PackPacking.Jpeg && (format.Channels != 3 || format.SampleBytes != 1))
        {
            throw new ArgumentException("Only photographs of three 8-bit channels can be packed as JPEG; pack labels raw.", nameof(format));
        }

        _path = path;
        _partial = path + ".partial";
        Format = format;
        _file = new FileStream(_partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        _file.Write(new byte[PackFormat.HeaderBytes]);
    }

    /// <summary>Kind, size and packing of the records.</summary>
    public PackFormat Format { get; }

    /// <summary>Number of records written so far.</summary>
    public int Count => _index.Count;

    /// <summary>Number of bytes of records that may not have reached the disk itself.</summary>
    internal long UnflushedBytes { get; private set; }

    /// <summary>Appends a record.</summary>
    /// <param name="name">Name of the photograph.</param>
    /// <param name="record">Row-major [H, W, C] values, undecoded only through <see cref="AddEncoded"/>.</param>
    /// <exception cref="ArgumentException">The record has another size than the pack's records.</exception>
    public void Add(string name, ReadOnlySpan<byte> record)
    {
        if (record.Length != Format.RecordBytes)
        {
            throw new ArgumentException($"{name}: a record of this pack has {Format.RecordBytes} bytes, not {record.Length}.", nameof(record));
        }

        AddEncoded(name, Format.Packing == PackPacking.Jpeg ? JpegRecord.Encode(record, Format.Width, Format.Height) : record);
    }

    /// <summary>Flushes the pack to the disk and gives it its name.</summary>
    public void Complete()
    {
        long indexOffset = _file.Position;
        using (BinaryWriter writer = new(_file, Encoding.UTF8, leaveOpen: true))
        {
            foreach ((long offset, int length, string? name) in _index)
            {
                writer.Write(offset);
                writer.Write(length);
                byte[] bytes = Encoding.UTF8.GetBytes(name);
                writer.Write(bytes.Length);
                writer.Write(bytes);
            }
        }

        _file.Position = 0;
        _file.Write(Header(indexOffset));
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_partial, _path, overwrite: true);
        _complete = true;
    }

    /// <summary>Removes the unfinished file unless the pack was completed.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (!_complete)
        {
            File.Delete(_partial);
        }
    }

    /// <summary>Appends a record that is already in the form in which the pack stores it.</summary>
    internal void AddEncoded(string name, ReadOnlySpan<byte> stored)
    {
        ArgumentNullException.ThrowIfNull(name);
        _index.Add((_file.Position, stored.Length, name));
        _file.Write(stored);
        UnflushedBytes += stored.Length;
        if (UnflushedBytes >= FlushBytes)
        {
            _file.Flush(flushToDisk: true);
            UnflushedBytes = 0;
        }
    }

    private byte[] Header(long indexOffset)
    {
        byte[] header = new byte[PackFormat.HeaderBytes];
        PackFormat.Magic.CopyTo(header);
        ReadOnlySpan<int> fields =
        [
            PackFormat.Version, (int)Format.Kind, (int)Format.Packing, Format.Width, Format.Height, Format.Channels, Format.SampleBytes, Count,
        ];
        for (int i = 0; i < fields.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8 + (4 * i)), fields[i]);
        }

        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(48), indexOffset);
        return header;
    }
}
