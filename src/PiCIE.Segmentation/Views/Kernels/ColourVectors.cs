using System.Runtime.CompilerServices;
using PiCIE.Segmentation.Lanes;

namespace PiCIE.Segmentation.Views.Kernels;

/// <summary>
/// Takes the colour steps on many pixels at once, as whole numbers in float32: all steps of a photograph in one pass over its planes.
/// </summary>
internal static unsafe class ColourVectors<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>Number of pixels that one round of a kernel takes: four vectors.</summary>
    private static int Step => 4 * T.Count;

    /// <summary>Adds up the grey values that the pixels have after brightness.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long GreySum(ColourPlanes planes, in ColourSteps steps)
    {
        T* red = stackalloc T[4], green = stackalloc T[4], blue = stackalloc T[4];
        T factor = T.Fill(steps.BrightnessFactor);
        bool brightness = steps.Brightness;
        long sum = 0;
        int i = 0;
        while (i <= planes.Count - Step)
        {
            // 64 rounds of four greys up to 255 a lane stay exact in float32, also once the lanes are added.
            T part = T.Fill(0);
            for (int round = 0; round < 64 && i <= planes.Count - Step; round++, i += Step)
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

    /// <summary>Takes all colour steps on every pixel; it also changes the padding behind the planes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ColourPlanes planes, in ColourSteps steps)
    {
        T* red = stackalloc T[4], green = stackalloc T[4], blue = stackalloc T[4];
        for (int i = 0; i < planes.Count; i += Step)
        {
            Load(planes, i, red, green, blue);
            for (int k = 0; k < 4; k++)
            {
                ApplyTo(ref red[k], ref green[k], ref blue[k], steps);
            }

            T.StoreBytes(red, planes[0] + i);
            T.StoreBytes(green, planes[1] + i);
            T.StoreBytes(blue, planes[2] + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ApplyTo(ref T redRef, ref T greenRef, ref T blueRef, in ColourSteps steps)
    {
        T red = redRef, green = greenRef, blue = blueRef;
        if (steps.Brightness)
        {
            T factor = T.Fill(steps.BrightnessFactor);
            (red, green, blue) = (Brighten(red, factor), Brighten(green, factor), Brighten(blue, factor));
        }

        if (steps.Contrast)
        {
            T degenerate = T.Fill(steps.Degenerate), factor = T.Fill(steps.ContrastFactor);
            (red, green, blue) = (Blend(degenerate, red, factor), Blend(degenerate, green, factor), Blend(degenerate, blue, factor));
        }

        if (steps.Saturation)
        {
            T degenerate = Grey(red, green, blue), factor = T.Fill(steps.SaturationFactor);
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
        T.LoadBytes(planes[0] + from, red);
        T.LoadBytes(planes[1] + from, green);
        T.LoadBytes(planes[2] + from, blue);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Brighten(T value, T factor) => Truncated(value * factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Blend(T degenerate, T value, T factor) => Truncated(degenerate + (factor * (value - degenerate)));

    /// <summary>Clamps values to 0…255 and truncates them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Truncated(T value) => T.Floor(T.Min(T.Max(value, T.Fill(0)), T.Fill(255)));

    /// <summary>
    /// Computes the grey of pixels. All products and sums are whole numbers below 2²⁴, so float32 holds them exactly, and so does a
    /// division by 2¹⁶.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Grey(T red, T green, T blue) => T.Floor(
        T.PlusProduct(T.PlusProduct(T.PlusProduct(T.Fill(32768), red, T.Fill(19595)), green, T.Fill(38470)), blue, T.Fill(7471)) * T.Fill(1f / 65536));
}
