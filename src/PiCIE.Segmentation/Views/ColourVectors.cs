using System.Runtime.CompilerServices;

namespace PiCIE.Segmentation.Views;

/// <summary>
/// The colour steps on many pixels at once, as whole numbers in float32. All steps of a photograph are taken in one pass over its planes.
/// </summary>
internal static unsafe class ColourVectors<T>
    where T : unmanaged, IFloatLanes<T>
{
    /// <summary>Sum of the grey values after brightness.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long GreySum(ColourPlanes planes, in ColourSteps steps)
    {
        T* red = stackalloc T[4], green = stackalloc T[4], blue = stackalloc T[4];
        T factor = T.Of(steps.BrightnessFactor);
        bool brightness = steps.Brightness;
        long sum = 0;
        int i = 0;
        while (i <= planes.Count - T.Step)
        {
            // 64 rounds of four greys up to 255 a lane stay exact in float32, also once the lanes are added.
            T part = T.Of(0);
            for (int round = 0; round < 64 && i <= planes.Count - T.Step; round++, i += T.Step)
            {
                Load(planes, i, red, green, blue);
                for (int k = 0; k < 4; k++)
                {
                    part += brightness
                        ? Grey(Brighten(red[k], factor), Brighten(green[k], factor), Brighten(blue[k], factor))
                        : Grey(red[k], green[k], blue[k]);
                }
            }

            sum += (long)T.Sum(part);
        }

        return sum + ColourScalars.GreySum(planes, steps, i);
    }

    /// <summary>All colour steps; also changes the padding behind the planes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ColourPlanes planes, in ColourSteps steps)
    {
        T* red = stackalloc T[4], green = stackalloc T[4], blue = stackalloc T[4];
        for (int i = 0; i < planes.Count; i += T.Step)
        {
            Load(planes, i, red, green, blue);
            for (int k = 0; k < 4; k++)
            {
                ApplyTo(ref red[k], ref green[k], ref blue[k], steps);
            }

            T.Store(red, planes[0] + i);
            T.Store(green, planes[1] + i);
            T.Store(blue, planes[2] + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ApplyTo(ref T redRef, ref T greenRef, ref T blueRef, in ColourSteps steps)
    {
        T red = redRef, green = greenRef, blue = blueRef;
        if (steps.Brightness)
        {
            T factor = T.Of(steps.BrightnessFactor);
            (red, green, blue) = (Brighten(red, factor), Brighten(green, factor), Brighten(blue, factor));
        }

        if (steps.Contrast)
        {
            T degenerate = T.Of(steps.Degenerate), factor = T.Of(steps.ContrastFactor);
            (red, green, blue) = (Blend(degenerate, red, factor), Blend(degenerate, green, factor), Blend(degenerate, blue, factor));
        }

        if (steps.Saturation)
        {
            T degenerate = Grey(red, green, blue), factor = T.Of(steps.SaturationFactor);
            (red, green, blue) = (Blend(degenerate, red, factor), Blend(degenerate, green, factor), Blend(degenerate, blue, factor));
        }

        if (steps.Hue)
        {
            HueVectors<T>.Shift(ref red, ref green, ref blue, steps.HueOffset);
        }

        if (steps.Grey)
        {
            red = green = blue = Grey(red, green, blue);
        }

        (redRef, greenRef, blueRef) = (red, green, blue);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(ColourPlanes planes, int from, T* red, T* green, T* blue)
    {
        T.Load(planes[0] + from, red);
        T.Load(planes[1] + from, green);
        T.Load(planes[2] + from, blue);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Brighten(T value, T factor) => Truncated(value * factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Blend(T degenerate, T value, T factor) => Truncated(degenerate + (factor * (value - degenerate)));

    /// <summary>Clamped to 0…255 and truncated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Truncated(T value) => T.Floor(T.Min(T.Max(value, T.Of(0)), T.Of(255)));

    /// <summary>All products and sums are whole numbers below 2²⁴, so float32 holds them exactly, and so does a division by 2¹⁶.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Grey(T red, T green, T blue) => T.Floor(
        T.PlusProduct(T.PlusProduct(T.PlusProduct(T.Of(32768), red, T.Of(19595)), green, T.Of(38470)), blue, T.Of(7471)) * T.Of(1f / 65536));
}
