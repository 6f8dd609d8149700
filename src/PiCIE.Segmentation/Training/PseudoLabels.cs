using System.Runtime.InteropServices;

namespace PiCIE.Segmentation.Training;

/// <summary>
/// Holds the pseudo-labels of one view for all photographs of an epoch, by position: the cluster of every feature pixel, one byte each where K
/// allows it, else two. They stay in memory; no file holds them.
/// </summary>
internal sealed unsafe class PseudoLabels : IDisposable
{
    private readonly int _pixels;
    private readonly bool _wide;
    private readonly long[] _counts;
    private byte* _memory;

    /// <summary>Reserves the memory.</summary>
    /// <param name="photographs">Number of photographs.</param>
    /// <param name="pixels">Feature pixels of a photograph.</param>
    /// <param name="clusters">K, the number of clusters.</param>
    public PseudoLabels(int photographs, int pixels, int clusters)
    {
        (_pixels, _wide, _counts) = (pixels, clusters > byte.MaxValue + 1, new long[clusters]);
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)photographs * (nuint)pixels * (_wide ? 2u : 1u), 64);
    }

    ~PseudoLabels() => Free();

    /// <summary>Pixels of each cluster among all that were written.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>Stores the labels of the photographs at some positions.</summary>
    public void Write(ReadOnlySpan<int> positions, int* labels)
    {
        ObjectDisposedException.ThrowIf(_memory == null, this);
        foreach (int position in positions)
        {
            long to = (long)position * _pixels;
            for (int i = 0; i < _pixels; i++, labels++)
            {
                _counts[*labels]++;
                if (_wide)
                {
                    ((ushort*)_memory)[to + i] = (ushort)*labels;
                }
                else
                {
                    _memory[to + i] = (byte)*labels;
                }
            }
        }
    }

    /// <summary>Reads the labels of the photographs at some positions.</summary>
    public void Read(ReadOnlySpan<int> positions, int* labels)
    {
        ObjectDisposedException.ThrowIf(_memory == null, this);
        foreach (int position in positions)
        {
            long from = (long)position * _pixels;
            for (int i = 0; i < _pixels; i++)
            {
                *labels++ = _wide ? ((ushort*)_memory)[from + i] : _memory[from + i];
            }
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
