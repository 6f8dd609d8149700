using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PiCIE.Segmentation.Views;

/// <summary>Turns 8-bit RGB into network input: (x/255 − mean)/deviation per channel, in float32 (science.md 1.2).</summary>
public static unsafe class Normalisation
{
    internal static readonly float[] Means = [0.485f, 0.456f, 0.406f];
    internal static readonly float[] Deviations = [0.229f, 0.224f, 0.225f];

    /// <summary>Mean of red, green, blue.</summary>
    public static IReadOnlyList<float> Mean => Means;

    /// <summary>Standard deviation of red, green, blue.</summary>
    public static IReadOnlyList<float> Deviation => Deviations;

    /// <summary>Normalises interleaved RGB bytes, any number of whole pixels.</summary>
    /// <exception cref="ArgumentException">The lengths differ or are no multiple of 3.</exception>
    public static void Apply(ReadOnlySpan<byte> rgb, Span<float> target)
    {
        if (rgb.Length != target.Length || rgb.Length % 3 != 0)
        {
            throw new ArgumentException($"{rgb.Length} bytes of RGB cannot fill {target.Length} values.", nameof(target));
        }

        fixed (byte* from = rgb)
        fixed (float* to = target)
        {
            int done = Vector256.IsHardwareAccelerated ? Vectors(from, to, rgb.Length) : 0;
            Scalars(from, to, done, rgb.Length);
        }
    }

    internal static void Scalars(byte* rgb, float* target, int from, int length)
    {
        for (int i = from; i < length; i++)
        {
            target[i] = ((rgb[i] / 255f) - Means[i % 3]) / Deviations[i % 3];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int Vectors(byte* rgb, float* target, int length)
    {
        const int Step = 96;
        float* means = stackalloc float[Step], deviations = stackalloc float[Step];
        for (int i = 0; i < Step; i++)
        {
            (means[i], deviations[i]) = (Means[i % 3], Deviations[i % 3]);
        }

        int end = length - (length % Step);
        for (int i = 0; i < end; i += Step)
        {
            for (int block = 0; block < Step; block += 32)
            {
                (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(Vector256.Load(rgb + i + block));
                (Vector256<uint> first, Vector256<uint> second) = Vector256.Widen(low);
                (Vector256<uint> third, Vector256<uint> fourth) = Vector256.Widen(high);
                Store(first, block, means, deviations, target + i);
                Store(second, block + 8, means, deviations, target + i);
                Store(third, block + 16, means, deviations, target + i);
                Store(fourth, block + 24, means, deviations, target + i);
            }
        }

        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<uint> bytes, int offset, float* means, float* deviations, float* target)
    {
        Vector256<float> value = Vector256.ConvertToSingle(bytes.AsInt32()) / Vector256.Create(255f);
        Vector256.Store((value - Vector256.Load(means + offset)) / Vector256.Load(deviations + offset), target + offset);
    }
}
