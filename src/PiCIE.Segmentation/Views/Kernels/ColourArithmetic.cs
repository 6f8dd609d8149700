namespace PiCIE.Segmentation.Views.Kernels;

/// <summary>Takes the colour steps on single 8-bit pixels, exactly as Pillow computes them (science.md A.3, A.4).</summary>
internal static class ColourArithmetic
{
    public static int Grey(int red, int green, int blue) => ((19595 * red) + (38470 * green) + (7471 * blue) + 32768) >> 16;

    /// <summary>Blends the degenerate value with the value of the image and truncates.</summary>
    public static byte Blend(int degenerate, int value, float factor)
    {
        float mixed = degenerate + (factor * (value - degenerate));
        return mixed <= 0 ? (byte)0 : mixed >= 255 ? (byte)255 : (byte)mixed;
    }

    /// <summary>Returns the number that is added to the hue byte for a shift in turns: truncated toward zero, then taken modulo 256.</summary>
    public static int HueOffset(double turns) => (int)(255 * turns) & 255;

    public static (byte Red, byte Green, byte Blue) ShiftHue(byte red, byte green, byte blue, int offset)
    {
        (int hue, int saturation, int value) = ToHsv(red, green, blue);
        return FromHsv((hue + offset) & 255, saturation, value);
    }

    private static (int Hue, int Saturation, int Value) ToHsv(byte red, byte green, byte blue)
    {
        int max = Math.Max(red, Math.Max(green, blue)), min = Math.Min(red, Math.Min(green, blue));
        if (max == min)
        {
            return (0, 0, max);
        }

        float chroma = max - min;
        float r = (max - red) / chroma, g = (max - green) / chroma, b = (max - blue) / chroma;
        float sextant = red == max ? b - g : green == max ? (float)(2.0 + r - b) : (float)(4.0 + g - r);
        double turns = (sextant / 6.0) + 1.0;
        float hue = (float)(turns - Math.Floor(turns));
        return ((int)(hue * 255.0), (int)(chroma / max * 255.0), max);
    }

    private static (byte Red, byte Green, byte Blue) FromHsv(int hue, int saturation, int value)
    {
        if (saturation == 0)
        {
            return ((byte)value, (byte)value, (byte)value);
        }

        double position = hue * 6.0 / 255.0;
        int sextant = (int)Math.Floor(position);
        float fraction = (float)(position - sextant);
        float s = saturation / 255f;
        byte p = Round(value * (1.0 - s));
        byte q = Round(value * (1.0 - (s * fraction)));
        byte t = Round(value * (1.0 - (s * (1.0 - fraction))));
        byte v = (byte)value;
        return (sextant % 6) switch
        {
            0 => (v, t, p),
            1 => (q, v, p),
            2 => (p, v, t),
            3 => (p, q, v),
            4 => (t, p, v),
            _ => (v, p, q),
        };
    }

    private static byte Round(double x) => (byte)Math.Floor(x + 0.5);
}
