using System.Runtime.InteropServices;

namespace PiCIE.Segmentation.Clustering;

/// <summary>
/// Holds a matrix [rows, width] of float32 in aligned native memory: one row for each pixel, one column for each feature.
/// A managed array cannot hold the initial clustering of a large data set.
/// </summary>
internal sealed unsafe class PixelRows : IDisposable
{
    private float* _memory;

    public PixelRows(long capacity, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        Capacity = capacity;
        Width = width;
        _memory = (float*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, capacity) * (nuint)width * sizeof(float), 64);
    }

    ~PixelRows() => Free();

    /// <summary>Rows there is room for.</summary>
    public long Capacity { get; }

    /// <summary>Features of a row.</summary>
    public int Width { get; }

    /// <summary>Number of rows that are filled.</summary>
    public long Count { get; set; }

    /// <summary>First element; row r begins at <c>Start + r · Width</c>.</summary>
    public float* Start
    {
        get
        {
            ObjectDisposedException.ThrowIf(_memory == null, this);
            return _memory;
        }
    }

    /// <summary>Makes a matrix of managed rows, which are copied.</summary>
    public static PixelRows From(ReadOnlySpan<float> values, int width)
    {
        PixelRows rows = new(values.Length / width, width) { Count = values.Length / width };
        values.CopyTo(new Span<float>(rows.Start, values.Length));
        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
