using System.Runtime.InteropServices;

namespace PiCIE.Segmentation.Training;

/// <summary>Holds the views of all photographs of an epoch in native memory, one record of equal length each, in the epoch's order.</summary>
/// <typeparam name="T">byte or float.</typeparam>
internal sealed unsafe class KeptViews<T> : IDisposable
    where T : unmanaged
{
    private readonly int _count;
    private readonly int _length;
    private T* _memory;

    /// <summary>Reserves the memory.</summary>
    public KeptViews(int count, int length)
    {
        (_count, _length) = (count, length);
        _memory = (T*)NativeMemory.AlignedAlloc((nuint)count * (nuint)length * (nuint)sizeof(T), 64);
    }

    ~KeptViews() => Free();

    /// <summary>Shows the records from <paramref name="from"/> on.</summary>
    public Span<T> Stretch(int from, int count)
    {
        ObjectDisposedException.ThrowIf(_memory == null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from + count, _count);
        return new Span<T>(_memory + ((long)from * _length), checked(count * _length));
    }

    /// <summary>Copies the records at some positions, one after the other.</summary>
    public void Copy(ReadOnlySpan<int> positions, Span<T> target)
    {
        for (int n = 0; n < positions.Length; n++)
        {
            Stretch(positions[n], 1).CopyTo(target.Slice(n * _length, _length));
        }
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
