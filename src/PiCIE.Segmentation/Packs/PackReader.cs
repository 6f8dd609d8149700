using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using PiCIE.Segmentation.Images;

namespace PiCIE.Segmentation.Packs;

/// <summary>Reads a pack by memory map; safe for many threads at once.</summary>
public sealed unsafe class PackReader : IDisposable
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly long[] _offsets;
    private readonly int[] _lengths;
    private readonly string[] _names;
    private bool _disposed;

    private PackReader(string path, PackFormat format, MemoryMappedFile map, (long[] Offsets, int[] Lengths, string[] Names) index)
    {
        Path = path;
        Format = format;
        _map = map;
        _view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* pointer = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        _start = pointer + _view.PointerOffset;
        (_offsets, _lengths, _names) = index;
    }

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>Kind, size and packing of the records.</summary>
    public PackFormat Format { get; }

    /// <summary>Number of records.</summary>
    public int Count => _names.Length;

    /// <summary>Names of the photographs, in the order of their split.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Opens a pack.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="ImageException">The file is missing, no pack, cut off, or of a newer version of the format.</exception>
    public static PackReader Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new ImageException($"There is no pack {path}; run the preprocess stage.");
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        (PackFormat? format, int count, long indexOffset) = PackHeader.Read(stream, path);
        (long[] Offsets, int[] Lengths, string[] Names) index = PackHeader.ReadIndex(stream, path, format, count, indexOffset);
        return new PackReader(path, format, MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read), index);
    }

    /// <summary>
    /// Reads the values of record <paramref name="index"/>, row-major [H, W, C]. Of a raw pack it is the mapped memory itself and must not be
    /// used after the reader is disposed; of a JPEG pack it is decoded at each call.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such record.</exception>
    /// <exception cref="ImageException">A JPEG record is damaged.</exception>
    public ReadOnlySpan<byte> Record(int index)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        ReadOnlySpan<byte> stored = new(_start + _offsets[index], _lengths[index]);
        return Format.Packing == PackPacking.Raw
            ? stored
            : JpegRecord.Decode(stored, Format.Width, Format.Height, $"Record {_names[index]} of {Path}");
    }

    /// <summary>Gives the name of the photograph of record <paramref name="index"/>.</summary>
    public string Name(int index) => _names[index];

    /// <summary>Copies the raw ids of a label record, whatever their width in the file; [H, W] row-major.</summary>
    /// <exception cref="InvalidOperationException">The pack holds no labels.</exception>
    public void ReadLabels(int index, Span<ushort> ids)
    {
        if (Format.Kind != PackKind.Labels)
        {
            throw new InvalidOperationException($"{Path} holds photographs, no labels.");
        }

        ReadOnlySpan<byte> record = Record(index);
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = Format.SampleBytes == 1 ? record[i] : BinaryPrimitives.ReadUInt16LittleEndian(record[(2 * i)..]);
        }
    }

    /// <summary>Lets go of the file.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _map.Dispose();
        }
    }
}
