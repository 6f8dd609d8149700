using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using PiCIE.Segmentation.Images;

namespace PiCIE.Segmentation.Views;

/// <summary>
/// Transforms view 1 geometrically straight from bytes: cut, resize, mirror and normalise in one pass over the rows of the result.
/// Resizing and normalising are both linear, so their order does not matter but for float rounding.
/// </summary>
internal static unsafe class PhotographCrop
{
    /// <summary>Transforms RGB bytes [S, S, 3] to network input [T, T, 3].</summary>
    public static void Apply(ReadOnlySpan<byte> photograph, int side, MapPlacement placement, bool antialias, Span<float> target, int targetSide)
    {
        if (photograph.Length != 3 * side * side || target.Length != 3 * targetSide * targetSide)
        {
            throw new ArgumentException(
                $"Expected a photograph of {side}×{side}×3 and {targetSide}×{targetSide}×3 values, got {photograph.Length} bytes and {target.Length} values.");
        }

        fixed (byte* from = photograph)
        fixed (float* to = target)
        {
            if (antialias && placement.Window.Side > targetSide)
            {
                Filtered(from, side, placement, to, targetSide);
            }
            else
            {
                Bilinear(from, side, placement, to, targetSide);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Bilinear(byte* source, int side, MapPlacement placement, float* target, int targetSide)
    {
        CropWindow window = placement.Window;
        AxisTap[] rows = AxisTap.Bilinear(0, window.Side, targetSide, placement.FlipRows);
        AxisTap[] columns = AxisTap.Bilinear(0, window.Side, targetSide, placement.FlipColumns);
        float[] line = new float[(3 * window.Side) + 4];
        fixed (float* mixed = line)
        fixed (AxisTap* taps = columns)
        {
            byte* corner = source + (3L * ((window.Row * side) + window.Column));
            foreach (AxisTap row in rows)
            {
                MixRows(corner + (3L * row.Low * side), corner + (3L * row.High * side), row.Weight, 3 * window.Side, mixed);
                MixColumns(mixed, taps, targetSide, target);
                target += 3 * targetSide;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MixRows(byte* above, byte* below, float weight, int length, float* mixed)
    {
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= length - 32; i += 32)
            {
                (Vector256<ushort> a, Vector256<ushort> b) = Vector256.Widen(Vector256.Load(above + i));
                (Vector256<ushort> c, Vector256<ushort> d) = Vector256.Widen(Vector256.Load(below + i));
                MixSixteen(a, c, weight, mixed + i);
                MixSixteen(b, d, weight, mixed + i + 16);
            }
        }

        for (; i < length; i++)
        {
            mixed[i] = above[i] + (weight * (below[i] - above[i]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MixSixteen(Vector256<ushort> above, Vector256<ushort> below, float weight, float* mixed)
    {
        (Vector256<uint> a, Vector256<uint> b) = Vector256.Widen(above);
        (Vector256<uint> c, Vector256<uint> d) = Vector256.Widen(below);
        Vector256<float> p = Vector256.ConvertToSingle(a.AsInt32()), q = Vector256.ConvertToSingle(b.AsInt32());
        Vector256.Store(p + ((Vector256.ConvertToSingle(c.AsInt32()) - p) * weight), mixed);
        Vector256.Store(q + ((Vector256.ConvertToSingle(d.AsInt32()) - q) * weight), mixed + 8);
    }

    /// <summary>
    /// Mixes one row of the result. Whole vectors of four reach one value into the next pixel, which is written after; the last pixel is
    /// not.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MixColumns(float* mixed, AxisTap* taps, int targetSide, float* target)
    {
        float[] means = Normalisation.Means;
        float[] deviations = Normalisation.Deviations;
        Vector128<float> scale = Vector128.Create(1 / (255 * deviations[0]), 1 / (255 * deviations[1]), 1 / (255 * deviations[2]), 0);
        Vector128<float> shift = Vector128.Create(-means[0] / deviations[0], -means[1] / deviations[1], -means[2] / deviations[2], 0);
        Vector128<float> value = default;
        for (int x = 0; x < targetSide; x++)
        {
            Vector128<float> low = Vector128.Load(mixed + (3 * taps[x].Low));
            Vector128<float> high = Vector128.Load(mixed + (3 * taps[x].High));
            value = ((low + ((high - low) * taps[x].Weight)) * scale) + shift;
            if (x < targetSide - 1)
            {
                Vector128.Store(value, target + (3 * x));
            }
        }

        for (int c = 0; c < 3; c++)
        {
            target[(3 * (targetSide - 1)) + c] = value[c];
        }
    }

    /// <summary>Reduces with the triangle filter, widened by the scale, in float32: down the columns of the window, then along its rows.</summary>
    private static void Filtered(byte* source, int side, MapPlacement placement, float* target, int targetSide)
    {
        CropWindow window = placement.Window;
        ResampleTaps taps = ResampleTaps.Triangle(window.Side, targetSide);
        float[] line = new float[3 * window.Side];
        byte* corner = source + (3L * ((window.Row * side) + window.Column));
        for (int y = 0; y < targetSide; y++)
        {
            Array.Clear(line);
            for (int m = 0; m < taps.Count[y]; m++)
            {
                float weight = taps.Weights[(y * taps.Width) + m];
                byte* row = corner + (3L * (taps.First[y] + m) * side);
                for (int i = 0; i < line.Length; i++)
                {
                    line[i] += weight * row[i];
                }
            }

            float* output = target + (3L * (placement.FlipRows ? targetSide - 1 - y : y) * targetSide);
            for (int x = 0; x < targetSide; x++)
            {
                FilterPixel(line.AsSpan(3 * taps.First[x], 3 * taps.Count[x]), taps.Weights.AsSpan(x * taps.Width, taps.Count[x]),
                    output + (3 * (placement.FlipColumns ? targetSide - 1 - x : x)));
            }
        }
    }

    private static void FilterPixel(ReadOnlySpan<float> values, ReadOnlySpan<float> weights, float* pixel)
    {
        for (int c = 0; c < 3; c++)
        {
            float sum = 0f;
            for (int m = 0; m < weights.Length; m++)
            {
                sum += weights[m] * values[(3 * m) + c];
            }

            pixel[c] = ((sum / 255) - Normalisation.Means[c]) / Normalisation.Deviations[c];
        }
    }
}
