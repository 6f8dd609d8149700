using System.Numerics;

namespace PiCIE.Segmentation.ToyScenes;

/// <summary>Makes and changes colours, which are RGB vectors from 0 to 1.</summary>
internal static class Colours
{
    /// <summary>Returns a colour by hue (turns), saturation and value.</summary>
    public static Vector3 Of(float hue, float saturation, float value)
    {
        float turn = (hue - MathF.Floor(hue)) * 6;
        Vector3 channels = new(
            Math.Clamp(MathF.Abs(turn - 3) - 1, 0, 1),
            Math.Clamp(2 - MathF.Abs(turn - 2), 0, 1),
            Math.Clamp(2 - MathF.Abs(turn - 4), 0, 1));
        return value * Vector3.Lerp(Vector3.One, channels, saturation);
    }

    /// <summary>Returns <paramref name="colour"/> with each channel moved by up to <paramref name="amount"/>, and its brightness too.</summary>
    public static Vector3 Vary(this Vector3 colour, Dice dice, float amount)
    {
        Vector3 shift = new(dice.Between(-amount, amount), dice.Between(-amount, amount), dice.Between(-amount, amount));
        return Vector3.Clamp((colour + shift) * dice.Between(1 - amount, 1 + amount), Vector3.Zero, Vector3.One);
    }
}
