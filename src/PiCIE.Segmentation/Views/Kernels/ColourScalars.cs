namespace PiCIE.Segmentation.Views.Kernels;

/// <summary>Takes the colour steps pixel by pixel: the fallback, and the reading by which the vector kernels are tested.</summary>
internal static unsafe class ColourScalars
{
    public static long GreySum(ColourPlanes planes, in ColourSteps steps, int from = 0)
    {
        byte* reds = planes[0], greens = planes[1], blues = planes[2];
        long sum = 0;
        for (int i = from; i < planes.Count; i++)
        {
            byte red = reds[i], green = greens[i], blue = blues[i];
            if (steps.Brightness)
            {
                Brighten(ref red, ref green, ref blue, steps.BrightnessFactor);
            }

            sum += ColourArithmetic.Grey(red, green, blue);
        }

        return sum;
    }

    public static void Apply(ColourPlanes planes, in ColourSteps steps)
    {
        byte* reds = planes[0], greens = planes[1], blues = planes[2];
        for (int i = 0; i < planes.Count; i++)
        {
            ApplyTo(ref reds[i], ref greens[i], ref blues[i], steps);
        }
    }

    private static void ApplyTo(ref byte red, ref byte green, ref byte blue, in ColourSteps steps)
    {
        if (steps.Brightness)
        {
            Brighten(ref red, ref green, ref blue, steps.BrightnessFactor);
        }

        if (steps.Contrast)
        {
            Blend(ref red, ref green, ref blue, steps.Degenerate, steps.ContrastFactor);
        }

        if (steps.Saturation)
        {
            Blend(ref red, ref green, ref blue, ColourArithmetic.Grey(red, green, blue), steps.SaturationFactor);
        }

        if (steps.Hue)
        {
            (red, green, blue) = ColourArithmetic.ShiftHue(red, green, blue, steps.HueOffset);
        }

        if (steps.Grey)
        {
            red = green = blue = (byte)ColourArithmetic.Grey(red, green, blue);
        }
    }

    private static void Brighten(ref byte red, ref byte green, ref byte blue, float factor) => Blend(ref red, ref green, ref blue, 0, factor);

    private static void Blend(ref byte red, ref byte green, ref byte blue, int degenerate, float factor)
    {
        red = ColourArithmetic.Blend(degenerate, red, factor);
        green = ColourArithmetic.Blend(degenerate, green, factor);
        blue = ColourArithmetic.Blend(degenerate, blue, factor);
    }
}
