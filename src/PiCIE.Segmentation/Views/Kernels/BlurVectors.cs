using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PiCIE.Segmentation.Views.Kernels;

/// <summary>
/// Blurs with boxes of radius below 2 (every radius that is drawn): 3 or 5 taps on 32 values at once. Lines are copied between borders that repeat
/// their ends, so no value needs a look at its place.
/// </summary>
internal static unsafe class BlurVectors
{
    /// <summary>Widest box that it takes, in neighbours of full weight on each side.</summary>
    public const int MaxReach = 1;

    private const int Border = 32;
    private const int Step = 32;

    /// <summary>Blurs a plane [H, W] whose memory may be written up to 32 bytes past its end.</summary>
    /// <param name="plane">The values, replaced.</param>
    /// <param name="scratch">At least H·W + 32 bytes.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="box">Box with a reach of at most 1.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Apply(byte* plane, byte[] scratch, int width, int height, BoxBlur box)
    {
        int lineBytes = width + (2 * Border) + Step;
        byte[] lines = new byte[2 * lineBytes];
        fixed (byte* first = lines, other = scratch)
        {
            byte* line = first + Border;
            for (int y = 0; y < height; y++)
            {
                Row(plane + ((long)y * width), line, line + lineBytes, width, box);
            }

            Columns(plane, other, width, height, box);
            Columns(other, plane, width, height, box);
            Columns(plane, other, width, height, box);
            Buffer.MemoryCopy(other, plane, (long)width * height, (long)width * height);
        }
    }

    private static void Row(byte* row, byte* line, byte* next, int width, BoxBlur box)
    {
        Buffer.MemoryCopy(row, line, width, width);
        for (int pass = 0; pass < BoxBlur.Passes; pass++)
        {
            line[-1] = line[-2] = line[0];
            line[width] = line[width + 1] = line[width - 1];
            Blend(line, line - 1, line + 1, line - 2, line + 2, next, width, box);
            byte* done = next;
            next = line;
            line = done;
        }

        Buffer.MemoryCopy(line, row, width, width);
    }

    /// <summary>Runs one pass down the columns. Rows are written in order, so what spills over the end of one is overwritten by the next.</summary>
    private static void Columns(byte* from, byte* to, int width, int height, BoxBlur box)
    {
        byte* Row(int y) => from + ((long)Math.Clamp(y, 0, height - 1) * width);
        for (int y = 0; y < height; y++)
        {
            Blend(Row(y), Row(y - 1), Row(y + 1), Row(y - 2), Row(y + 2), to + ((long)y * width), width, box);
        }
    }

    private static void Blend(byte* centre, byte* a, byte* b, byte* c, byte* d, byte* target, int count, BoxBlur box)
    {
        if (Avx2.IsSupported)
        {
            BlurAvx2.Blend(centre, a, b, c, d, target, count, box);
        }
        else
        {
            BlendPortable(centre, a, b, c, d, target, count, box);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void BlendPortable(byte* centre, byte* a, byte* b, byte* c, byte* d, byte* target, int count, BoxBlur box)
    {
        if (box.Reach == 0)
        {
            for (int i = 0; i < count; i += Step)
            {
                (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(Vector256.Load(centre + i));
                (Vector256<ushort> lowEdge, Vector256<ushort> highEdge) = Sum(a + i, b + i);
                Weigh(low, lowEdge, high, highEdge, box, target + i);
            }
        }
        else
        {
            for (int i = 0; i < count; i += Step)
            {
                (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(Vector256.Load(centre + i));
                (Vector256<ushort> lowNear, Vector256<ushort> highNear) = Sum(a + i, b + i);
                (Vector256<ushort> lowEdge, Vector256<ushort> highEdge) = Sum(c + i, d + i);
                Weigh(low + lowNear, lowEdge, high + highNear, highEdge, box, target + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<ushort> Low, Vector256<ushort> High) Sum(byte* first, byte* second)
    {
        (Vector256<ushort> a, Vector256<ushort> b) = Vector256.Widen(Vector256.Load(first));
        (Vector256<ushort> c, Vector256<ushort> d) = Vector256.Widen(Vector256.Load(second));
        return (a + c, b + d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Weigh(
        Vector256<ushort> lowInner, Vector256<ushort> lowEdge, Vector256<ushort> highInner, Vector256<ushort> highEdge, BoxBlur box, byte* target) =>
        Vector256.Store(Vector256.Narrow(Weigh(lowInner, lowEdge, box), Weigh(highInner, highEdge, box)), target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Weigh(Vector256<ushort> inner, Vector256<ushort> edge, BoxBlur box)
    {
        (Vector256<uint> a, Vector256<uint> b) = Vector256.Widen(inner);
        (Vector256<uint> c, Vector256<uint> d) = Vector256.Widen(edge);
        return Vector256.Narrow(Weigh(a, c, box), Weigh(b, d, box));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Weigh(Vector256<uint> inner, Vector256<uint> edge, BoxBlur box) =>
        ((inner * box.Inner) + (edge * box.Edge) + Vector256.Create(1u << 23)) >> 24;
}
