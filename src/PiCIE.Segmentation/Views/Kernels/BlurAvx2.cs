using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PiCIE.Segmentation.Views.Kernels;

/// <summary>
/// Computes the taps of <see cref="BlurVectors"/> with 16-bit multiply-adds: weights are split into their upper bits and their lower ten, so that
/// both products with the pair (inner sum, edge sum) fit 32 bits.
/// </summary>
internal static unsafe class BlurAvx2
{
    private const int LowBits = 10;
    private const int Step = 32;

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Blend(byte* centre, byte* a, byte* b, byte* c, byte* d, byte* target, int count, BoxBlur box)
    {
        const uint Mask = (1u << LowBits) - 1;
        Vector256<short> upper = Vector256.Create((int)((box.Inner >> LowBits) | ((box.Edge >> LowBits) << 16))).AsInt16();
        Vector256<short> lower = Vector256.Create((int)((box.Inner & Mask) | ((box.Edge & Mask) << 16))).AsInt16();
        Vector256<byte> zero = Vector256<byte>.Zero;
        for (int i = 0; i < count; i += Step)
        {
            Vector256<byte> middle = Vector256.Load(centre + i);
            Vector256<byte> first = Vector256.Load(a + i), second = Vector256.Load(b + i);
            Vector256<short> lowInner = Avx2.UnpackLow(middle, zero).AsInt16();
            Vector256<short> highInner = Avx2.UnpackHigh(middle, zero).AsInt16();
            Vector256<short> lowEdge = Avx2.UnpackLow(first, zero).AsInt16() + Avx2.UnpackLow(second, zero).AsInt16();
            Vector256<short> highEdge = Avx2.UnpackHigh(first, zero).AsInt16() + Avx2.UnpackHigh(second, zero).AsInt16();
            if (box.Reach == 1)
            {
                (lowInner, highInner) = (lowInner + lowEdge, highInner + highEdge);
                Vector256<byte> third = Vector256.Load(c + i), fourth = Vector256.Load(d + i);
                lowEdge = Avx2.UnpackLow(third, zero).AsInt16() + Avx2.UnpackLow(fourth, zero).AsInt16();
                highEdge = Avx2.UnpackHigh(third, zero).AsInt16() + Avx2.UnpackHigh(fourth, zero).AsInt16();
            }

            Vector256<short> low = Weigh(lowInner, lowEdge, upper, lower);
            Vector256<short> high = Weigh(highInner, highEdge, upper, lower);
            Vector256.Store(Avx2.PackUnsignedSaturate(low, high), target + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Weigh(Vector256<short> inner, Vector256<short> edge, Vector256<short> upper, Vector256<short> lower) =>
        Avx2.PackUnsignedSaturate(
            Weigh(Avx2.UnpackLow(inner, edge), upper, lower), Weigh(Avx2.UnpackHigh(inner, edge), upper, lower)).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Weigh(Vector256<short> pairs, Vector256<short> upper, Vector256<short> lower)
    {
        Vector256<int> sum = (Avx2.MultiplyAddAdjacent(pairs, upper) << LowBits) + Avx2.MultiplyAddAdjacent(pairs, lower) + Vector256.Create(1 << 23);
        return (sum.AsUInt32() >> 24).AsInt32();
    }
}
