using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PiCIE.Segmentation.Images;

/// <summary>Runs the two passes of a resize on interleaved bytes; each output is (2²¹ + Σ weight·value) &gt;&gt; 22, clamped.</summary>
internal static unsafe class ResampleKernels
{
    private const int Half = 1 << (ResampleTaps.Precision - 1);

    /// <summary>Resizes along the rows of an RGB image.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Horizontal(ReadOnlySpan<byte> rgb, int width, int height, ResampleTaps taps, Span<byte> target, int targetWidth)
    {
        fixed (byte* source = rgb, to = target)
        fixed (int* weights = taps.Fixed, first = taps.First, count = taps.Count)
        {
            for (int y = 0; y < height; y++)
            {
                byte* row = source + (3L * y * width), output = to + (3L * y * targetWidth);
                for (int x = 0; x < targetWidth; x++, output += 3)
                {
                    byte* pixel = row + (3 * first[x]);
                    int* weight = weights + (x * taps.Width);
                    int red = Half, green = Half, blue = Half;
                    for (int m = 0; m < count[x]; m++, pixel += 3)
                    {
                        red += weight[m] * pixel[0];
                        green += weight[m] * pixel[1];
                        blue += weight[m] * pixel[2];
                    }

                    output[0] = Clamped(red);
                    output[1] = Clamped(green);
                    output[2] = Clamped(blue);
                }
            }
        }
    }

    /// <summary>Resizes down the columns; a row is <paramref name="rowBytes"/> values of any meaning.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Vertical(ReadOnlySpan<byte> rows, int rowBytes, ResampleTaps taps, Span<byte> target)
    {
        fixed (byte* source = rows, to = target)
        fixed (int* weights = taps.Fixed)
        {
            for (int y = 0; y < taps.First.Length; y++)
            {
                byte* first = source + ((long)taps.First[y] * rowBytes);
                int* weight = weights + (y * taps.Width);
                byte* output = to + ((long)y * rowBytes);
                int x = Vector128.IsHardwareAccelerated ? VerticalVectors(first, rowBytes, weight, taps.Count[y], output) : 0;
                VerticalScalars(first, rowBytes, weight, taps.Count[y], output, x);
            }
        }
    }

    internal static void VerticalScalars(byte* first, int rowBytes, int* weight, int count, byte* output, int from)
    {
        for (int x = from; x < rowBytes; x++)
        {
            int sum = Half;
            for (int m = 0; m < count; m++)
            {
                sum += weight[m] * first[((long)m * rowBytes) + x];
            }

            output[x] = Clamped(sum);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static int VerticalVectors(byte* first, int rowBytes, int* weight, int count, byte* output)
    {
        int x = 0;
        for (; x <= rowBytes - 16; x += 16)
        {
            Vector128<int> a = Vector128.Create(Half), b = a, c = a, d = a;
            for (int m = 0; m < count; m++)
            {
                (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Load(first + ((long)m * rowBytes) + x));
                (Vector128<uint> p, Vector128<uint> q) = Vector128.Widen(low);
                (Vector128<uint> r, Vector128<uint> s) = Vector128.Widen(high);
                a += p.AsInt32() * weight[m];
                b += q.AsInt32() * weight[m];
                c += r.AsInt32() * weight[m];
                d += s.AsInt32() * weight[m];
            }

            // The weights are not negative and sum to at most 1 and a few units of 2⁻²²: the sums fit a byte after the shift but for 256.
            Vector128<ushort> lower = Vector128.Narrow(Shifted(a), Shifted(b));
            Vector128<ushort> upper = Vector128.Narrow(Shifted(c), Shifted(d));
            Vector128.Store(Vector128.Narrow(lower, upper), output + x);
        }

        return x;
    }

    private static Vector128<uint> Shifted(Vector128<int> sum) =>
        Vector128.Min(sum.AsUInt32() >> ResampleTaps.Precision, Vector128.Create(255u));

    private static byte Clamped(int sum) => (byte)Math.Clamp(sum >> ResampleTaps.Precision, 0, 255);
}
