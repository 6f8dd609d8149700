using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PiCIE.Segmentation.Views.Kernels;

/// <summary>Holds red, green and blue of a photograph apart, each padded so that whole vectors may be read and written past its end.</summary>
internal sealed unsafe class ColourPlanes
{
    private const int Slack = 64;

    private readonly byte[] _memory;
    private readonly byte* _start;

    public ColourPlanes(int count)
    {
        Count = count;
        Stride = ((count + 63) / 64 * 64) + Slack;
        _memory = GC.AllocateArray<byte>(3 * Stride, pinned: true);
        _start = (byte*)Unsafe.AsPointer(ref _memory[0]);
    }

    /// <summary>Number of pixels.</summary>
    public int Count { get; }

    /// <summary>Bytes of one padded plane.</summary>
    public int Stride { get; }

    /// <summary>Start of the plane of red (0), green (1) or blue (2).</summary>
    public byte* this[int channel] => _start + (channel * (long)Stride);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Split(ReadOnlySpan<byte> rgb)
    {
        byte* reds = this[0], greens = this[1], blues = this[2];
        fixed (byte* from = rgb)
        {
            int i = 0;
            if (Vector128.IsHardwareAccelerated)
            {
                for (; i <= Count - 16; i += 16)
                {
                    Vector128<byte> a = Vector128.Load(from + (3 * i)), b = Vector128.Load(from + (3 * i) + 16), c = Vector128.Load(from + (3 * i) + 32);
                    Vector128.Store(
                        Vector128.Shuffle(a, Vector128.Create((byte)0, 3, 6, 9, 12, 15, X, X, X, X, X, X, X, X, X, X))
                        | Vector128.Shuffle(b, Vector128.Create((byte)X, X, X, X, X, X, 2, 5, 8, 11, 14, X, X, X, X, X))
                        | Vector128.Shuffle(c, Vector128.Create((byte)X, X, X, X, X, X, X, X, X, X, X, 1, 4, 7, 10, 13)), reds + i);
                    Vector128.Store(
                        Vector128.Shuffle(a, Vector128.Create((byte)1, 4, 7, 10, 13, X, X, X, X, X, X, X, X, X, X, X))
                        | Vector128.Shuffle(b, Vector128.Create((byte)X, X, X, X, X, 0, 3, 6, 9, 12, 15, X, X, X, X, X))
                        | Vector128.Shuffle(c, Vector128.Create((byte)X, X, X, X, X, X, X, X, X, X, X, 2, 5, 8, 11, 14)), greens + i);
                    Vector128.Store(
                        Vector128.Shuffle(a, Vector128.Create((byte)2, 5, 8, 11, 14, X, X, X, X, X, X, X, X, X, X, X))
                        | Vector128.Shuffle(b, Vector128.Create((byte)X, X, X, X, X, 1, 4, 7, 10, 13, X, X, X, X, X, X))
                        | Vector128.Shuffle(c, Vector128.Create((byte)X, X, X, X, X, X, X, X, X, X, 0, 3, 6, 9, 12, 15)), blues + i);
                }
            }

            for (; i < Count; i++)
            {
                (reds[i], greens[i], blues[i]) = (from[3 * i], from[(3 * i) + 1], from[(3 * i) + 2]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Join(Span<byte> rgb)
    {
        byte* reds = this[0], greens = this[1], blues = this[2];
        fixed (byte* to = rgb)
        {
            int i = 0;
            if (Vector128.IsHardwareAccelerated)
            {
                for (; i <= Count - 16; i += 16)
                {
                    Vector128<byte> r = Vector128.Load(reds + i), g = Vector128.Load(greens + i), b = Vector128.Load(blues + i);
                    Vector128.Store(
                        Vector128.Shuffle(r, Vector128.Create((byte)0, X, X, 1, X, X, 2, X, X, 3, X, X, 4, X, X, 5))
                        | Vector128.Shuffle(g, Vector128.Create((byte)X, 0, X, X, 1, X, X, 2, X, X, 3, X, X, 4, X, X))
                        | Vector128.Shuffle(b, Vector128.Create((byte)X, X, 0, X, X, 1, X, X, 2, X, X, 3, X, X, 4, X)), to + (3 * i));
                    Vector128.Store(
                        Vector128.Shuffle(r, Vector128.Create((byte)X, X, 6, X, X, 7, X, X, 8, X, X, 9, X, X, 10, X))
                        | Vector128.Shuffle(g, Vector128.Create((byte)5, X, X, 6, X, X, 7, X, X, 8, X, X, 9, X, X, 10))
                        | Vector128.Shuffle(b, Vector128.Create((byte)X, 5, X, X, 6, X, X, 7, X, X, 8, X, X, 9, X, X)), to + (3 * i) + 16);
                    Vector128.Store(
                        Vector128.Shuffle(r, Vector128.Create((byte)X, 11, X, X, 12, X, X, 13, X, X, 14, X, X, 15, X, X))
                        | Vector128.Shuffle(g, Vector128.Create((byte)X, X, 11, X, X, 12, X, X, 13, X, X, 14, X, X, 15, X))
                        | Vector128.Shuffle(b, Vector128.Create((byte)10, X, X, 11, X, X, 12, X, X, 13, X, X, 14, X, X, 15)), to + (3 * i) + 32);
                }
            }

            for (; i < Count; i++)
            {
                (to[3 * i], to[(3 * i) + 1], to[(3 * i) + 2]) = (reds[i], greens[i], blues[i]);
            }
        }
    }

    /// <summary>Stands for an index outside the vector: the shuffle leaves 0 there.</summary>
    private const byte X = 255;
}
