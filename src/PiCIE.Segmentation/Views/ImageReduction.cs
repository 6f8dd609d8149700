using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using PiCIE.Segmentation.Images;

namespace PiCIE.Segmentation.Views;

/// <summary>
/// Reduces view 2 from side S to side T with Pillow's anti-aliased filter on bytes (science.md 1.2, A.1). S = 2T, the usual
/// case, needs four taps an axis with weights 1, 3, 3, 1.
/// </summary>
internal sealed unsafe class ImageReduction
{
    private readonly int _side;
    private readonly int _targetSide;
    private readonly ResampleTaps? _taps;
    private readonly byte[] _narrow;

    public ImageReduction(int side, int targetSide)
    {
        (_side, _targetSide) = (side, targetSide);
        _taps = side == targetSide ? null : ResampleTaps.Triangle(side, targetSide);
        _narrow = _taps is null ? [] : new byte[3 * side * targetSide];
    }

    /// <summary>Reduces interleaved RGB bytes [S, S, 3] to [T, T, 3].</summary>
    public void Apply(ReadOnlySpan<byte> photograph, Span<byte> target)
    {
        if (_taps is null)
        {
            photograph.CopyTo(target);
            return;
        }

        if (_side == 2 * _targetSide && _targetSide >= 2)
        {
            HalveRows(photograph);
            HalveColumns(target);
            return;
        }

        ResampleKernels.Horizontal(photograph, _side, _side, _taps, _narrow, _targetSide);
        ResampleKernels.Vertical(_narrow, 3 * _targetSide, _taps, target);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void HalveRows(ReadOnlySpan<byte> photograph)
    {
        fixed (byte* source = photograph, narrow = _narrow)
        {
            for (int y = 0; y < _side; y++)
            {
                byte* row = source + (3 * y * _side), output = narrow + (3 * y * _targetSide);
                Edge(row, 3, 0, output);
                int x = Vector128.IsHardwareAccelerated ? HalvePairs(row, output) : 1;
                for (int i = 3 * x; i < 3 * (_targetSide - 1); i += 3)
                {
                    byte* pixel = row + (2 * i);
                    output[i] = Quarter(pixel[-3], pixel[0], pixel[3], pixel[6]);
                    output[i + 1] = Quarter(pixel[-2], pixel[1], pixel[4], pixel[7]);
                    output[i + 2] = Quarter(pixel[-1], pixel[2], pixel[5], pixel[8]);
                }

                Edge(row, 3, _targetSide - 1, output + (3 * (_targetSide - 1)));
            }
        }
    }

    /// <summary>
    /// Computes two pixels of the result at once; every second pixel of 16 bytes becomes six 16-bit values. Returns the first pixel left.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int HalvePairs(byte* row, byte* output)
    {
        const byte None = 255;
        Vector128<byte> everySecond = Vector128.Create(0, None, 1, None, 2, None, 6, None, 7, None, 8, None, None, None, None, None);
        int x = 1;
        for (; x <= _targetSide - 4; x += 2)
        {
            byte* pixel = row + (6 * x);
            Vector128<ushort> value = Quarter(
                Vector128.Shuffle(Vector128.Load(pixel - 3), everySecond).AsUInt16(),
                Vector128.Shuffle(Vector128.Load(pixel), everySecond).AsUInt16(),
                Vector128.Shuffle(Vector128.Load(pixel + 3), everySecond).AsUInt16(),
                Vector128.Shuffle(Vector128.Load(pixel + 6), everySecond).AsUInt16());
            *(ulong*)(output + (3 * x)) = Vector128.Narrow(value, value).AsUInt64().ToScalar();
        }

        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void HalveColumns(Span<byte> target)
    {
        int rowBytes = 3 * _targetSide;
        fixed (byte* narrow = _narrow, to = target)
        {
            Edge(narrow, rowBytes, 0, to);
            for (int y = 1; y < _targetSide - 1; y++)
            {
                byte* above = narrow + (((2 * y) - 1) * rowBytes), output = to + (y * rowBytes);
                int x = 0;
                if (Vector128.IsHardwareAccelerated)
                {
                    for (; x <= rowBytes - 16; x += 16)
                    {
                        Vector128<byte> a = Vector128.Load(above + x);
                        Vector128<byte> b = Vector128.Load(above + rowBytes + x);
                        Vector128<byte> c = Vector128.Load(above + (2 * rowBytes) + x);
                        Vector128<byte> d = Vector128.Load(above + (3 * rowBytes) + x);
                        Vector128<ushort> lower = Quarter(Vector128.WidenLower(a), Vector128.WidenLower(b), Vector128.WidenLower(c), Vector128.WidenLower(d));
                        Vector128<ushort> upper = Quarter(Vector128.WidenUpper(a), Vector128.WidenUpper(b), Vector128.WidenUpper(c), Vector128.WidenUpper(d));
                        Vector128.Store(Vector128.Narrow(lower, upper), output + x);
                    }
                }

                for (; x < rowBytes; x++)
                {
                    output[x] = Quarter(above[x], above[x + rowBytes], above[x + (2 * rowBytes)], above[x + (3 * rowBytes)]);
                }
            }

            Edge(narrow, rowBytes, _targetSide - 1, to + ((_targetSide - 1) * rowBytes));
        }
    }

    /// <summary>Computes an output at the border, whose filter is cut: <paramref name="step"/> values at once, <paramref name="step"/> apart.</summary>
    private void Edge(byte* line, int step, int index, byte* output)
    {
        ResampleTaps taps = _taps!;
        fixed (int* weights = taps.Fixed)
        {
            ResampleKernels.VerticalScalars(line + ((long)taps.First[index] * step), step, weights + (index * taps.Width), taps.Count[index], output, 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Quarter(int a, int b, int c, int d) => (byte)((a + (3 * (b + c)) + d + 4) >> 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Quarter(Vector128<ushort> a, Vector128<ushort> b, Vector128<ushort> c, Vector128<ushort> d)
    {
        Vector128<ushort> middle = b + c;
        return (a + d + middle + middle + middle + Vector128.Create((ushort)4)) >> 3;
    }
}
