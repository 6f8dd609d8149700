using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector256<float>;

namespace PiCIE.Segmentation.Views;

/// <summary>
/// The colour steps on eight pixels at once, as whole numbers in float32. All steps of a photograph are taken in one pass over its planes.
/// </summary>
internal static unsafe class ColourVectors
{
    private const int Step = 32;

    /// <summary>Sum of the grey values after brightness.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long GreySum(ColourPlanes planes, in ColourSteps steps)
    {
        byte* reds = planes[0], greens = planes[1], blues = planes[2];
        var factor = Vector256.Create(steps.BrightnessFactor);
        var brightness = steps.Brightness;
        long sum = 0;
        var whole = planes.Count / 8 * 8;
        for (var i = 0; i < whole;)
        {
            // 4096 vectors of greys up to 255 stay exact in float32.
            var part = V.Zero;
            for (var end = Math.Min(whole, i + (8 * 4096)); i < end; i += 8)
            {
                V red = Load(reds + i), green = Load(greens + i), blue = Load(blues + i);
                if (brightness)
                {
                    (red, green, blue) = (Brighten(red, factor), Brighten(green, factor), Brighten(blue, factor));
                }

                part += Grey(red, green, blue);
            }

            for (var lane = 0; lane < 8; lane++)
            {
                sum += (long)part[lane];
            }
        }

        for (var i = whole; i < planes.Count; i++)
        {
            var (red, green, blue) = (reds[i], greens[i], blues[i]);
            sum += brightness
                ? ColourArithmetic.Grey(Brighten(red, steps), Brighten(green, steps), Brighten(blue, steps))
                : ColourArithmetic.Grey(red, green, blue);
        }

        return sum;
    }

    /// <summary>All colour steps; also changes the padding behind the planes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ColourPlanes planes, in ColourSteps steps)
    {
        byte* reds = planes[0], greens = planes[1], blues = planes[2];
        V* red = stackalloc V[4], green = stackalloc V[4], blue = stackalloc V[4];
        for (var i = 0; i < planes.Count; i += Step)
        {
            Widen(reds + i, red);
            Widen(greens + i, green);
            Widen(blues + i, blue);
            for (var part = 0; part < 4; part++)
            {
                ApplyTo(ref red[part], ref green[part], ref blue[part], steps);
            }

            Narrow(red, reds + i);
            Narrow(green, greens + i);
            Narrow(blue, blues + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ApplyTo(ref V redRef, ref V greenRef, ref V blueRef, in ColourSteps steps)
    {
        V red = redRef, green = greenRef, blue = blueRef;
        if (steps.Brightness)
        {
            var factor = Vector256.Create(steps.BrightnessFactor);
            (red, green, blue) = (Brighten(red, factor), Brighten(green, factor), Brighten(blue, factor));
        }

        if (steps.Contrast)
        {
            V degenerate = Vector256.Create((float)steps.Degenerate), factor = Vector256.Create(steps.ContrastFactor);
            (red, green, blue) = (Blend(degenerate, red, factor), Blend(degenerate, green, factor), Blend(degenerate, blue, factor));
        }

        if (steps.Saturation)
        {
            V degenerate = Grey(red, green, blue), factor = Vector256.Create(steps.SaturationFactor);
            (red, green, blue) = (Blend(degenerate, red, factor), Blend(degenerate, green, factor), Blend(degenerate, blue, factor));
        }

        if (steps.Hue)
        {
            HueVectors.Shift(ref red, ref green, ref blue, steps.HueOffset);
        }

        if (steps.Grey)
        {
            red = green = blue = Grey(red, green, blue);
        }

        (redRef, greenRef, blueRef) = (red, green, blue);
    }

    private static byte Brighten(byte value, in ColourSteps steps) => ColourArithmetic.Blend(0, value, steps.BrightnessFactor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Brighten(V value, V factor) => Truncated(value * factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Blend(V degenerate, V value, V factor) => Truncated(degenerate + (factor * (value - degenerate)));

    /// <summary>Clamped to 0…255 and truncated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Truncated(V value) => Vector256.Floor(Vector256.MinNative(Vector256.MaxNative(value, V.Zero), Vector256.Create(255f)));

    /// <summary>All products and sums are whole numbers below 2²⁴, so float32 holds them exactly, and so does a division by 2¹⁶.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Grey(V red, V green, V blue) => Vector256.Floor(
        ((red * Vector256.Create(19595f)) + (green * Vector256.Create(38470f)) + (blue * Vector256.Create(7471f)) + Vector256.Create(32768f))
        * Vector256.Create(1f / 65536));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Load(byte* values) =>
        Vector256.ConvertToSingle(Vector256.WidenLower(Vector256.WidenLower(Vector256.Load(values))).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(byte* values, V* parts)
    {
        var (low, high) = Vector256.Widen(Vector256.Load(values));
        var (a, b) = Vector256.Widen(low);
        var (c, d) = Vector256.Widen(high);
        parts[0] = Vector256.ConvertToSingle(a.AsInt32());
        parts[1] = Vector256.ConvertToSingle(b.AsInt32());
        parts[2] = Vector256.ConvertToSingle(c.AsInt32());
        parts[3] = Vector256.ConvertToSingle(d.AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Narrow(V* parts, byte* values)
    {
        var low = Vector256.Narrow(Vector256.ConvertToInt32Native(parts[0]).AsUInt32(), Vector256.ConvertToInt32Native(parts[1]).AsUInt32());
        var high = Vector256.Narrow(Vector256.ConvertToInt32Native(parts[2]).AsUInt32(), Vector256.ConvertToInt32Native(parts[3]).AsUInt32());
        Vector256.Store(Vector256.Narrow(low, high), values);
    }
}
