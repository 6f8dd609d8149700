using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector256<float>;

namespace PiCIE.Segmentation.Views;

/// <summary>
/// The hue step on eight pixels at once in float32, equal to the double arithmetic of <see cref="ColourArithmetic"/> for every colour:
/// sums that must be rounded once are one operation, and truncations are put right by the sign of an exact remainder.
/// </summary>
internal static class HueVectors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Shift(ref V red, ref V green, ref V blue, int offset)
    {
        V one = V.One, zero = V.Zero;
        var max = Vector256.MaxNative(red, Vector256.MaxNative(green, blue));
        var min = Vector256.MinNative(red, Vector256.MinNative(green, blue));
        var chroma = max - min;
        var colourless = Vector256.Equals(chroma, zero);
        var divisor = Vector256.ConditionalSelect(colourless, one, chroma);

        // Of the two channels below the maximum one is the minimum, and (max − min)/chroma is exactly 1: only the middle one is divided.
        var redMax = Vector256.Equals(red, max);
        var greenMax = Vector256.AndNot(Vector256.Equals(green, max), redMax);
        var first = Vector256.ConditionalSelect(redMax, blue, Vector256.ConditionalSelect(greenMax, red, green));
        var start = Vector256.ConditionalSelect(redMax, zero, Vector256.ConditionalSelect(greenMax, Vector256.Create(2f), Vector256.Create(4f)));
        var middle = (max - (red + green + blue - max - min)) / divisor;
        var firstIsMin = Vector256.Equals(first, min);
        var sextant = Vector256.ConditionalSelect(firstIsMin, start + one - middle, start - one + middle);
        var turns = Vector256.ConditionalSelect(
            Vector256.LessThan(sextant, zero),
            Vector256.FusedMultiplyAdd(sextant, Vector256.Create(1 / 6f), one),
            sextant / Vector256.Create(6f));

        var hue = Truncated255(turns) + Vector256.Create((float)offset);
        hue -= Vector256.GreaterThanOrEqual(hue, Vector256.Create(256f)) & Vector256.Create(256f);
        var saturation = Vector256.AndNot(Truncated255(chroma / Vector256.ConditionalSelect(colourless, one, max)), colourless);
        FromHsv(hue, saturation, max, ref red, ref green, ref blue);
    }

    /// <summary>⌊255·x⌋: rounding can only have lifted the product onto the next whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Truncated255(V x)
    {
        var scale = Vector256.Create(255f);
        var whole = Vector256.Floor(x * scale);
        return whole - (Vector256.LessThan(Vector256.FusedMultiplyAdd(x, scale, -whole), V.Zero) & V.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FromHsv(V hue, V saturation, V value, ref V red, ref V green, ref V blue)
    {
        V one = V.One, half = Vector256.Create(0.5f), scale = Vector256.Create(255f);
        var position = hue * Vector256.Create(6f);
        var sextant = Vector256.Floor((position + half) * Vector256.Create(1 / 255f));
        var fraction = (position - (sextant * scale)) / scale;
        var strength = saturation / scale;
        var p = Vector256.Floor((value * (one - strength)) + half);

        // Even sextants need V(1 − s(1 − f)), odd ones V(1 − s·f) with s·f rounded to float32; both are V − (whole + rest)·factor.
        var isOdd = Vector256.Equals(sextant - (Vector256.Floor(sextant * half) * Vector256.Create(2f)), one);
        var rise = one - fraction;
        var riseRest = one - rise - fraction;
        var amount = value * strength;
        var amountRest = Vector256.FusedMultiplyAdd(value, strength, -amount);
        var fall = strength * fraction;
        var left = Vector256.ConditionalSelect(isOdd, value, amount);
        var right = Vector256.ConditionalSelect(isOdd, fall, rise);
        var rest = Vector256.AndNot((amount * riseRest) + (amountRest * rise), isOdd);
        var top = value + half;
        var other = Vector256.Floor(Vector256.FusedMultiplyAdd(-left, right, top));
        var remainder = Vector256.FusedMultiplyAdd(-left, right, top - other) - rest;
        other -= Vector256.LessThan(remainder, V.Zero) & one;
        other += Vector256.GreaterThanOrEqual(remainder, one) & one;

        var zeroth = Vector256.Equals(sextant, V.Zero) | Vector256.Equals(sextant, Vector256.Create(6f));
        var first = Vector256.Equals(sextant, one);
        var second = Vector256.Equals(sextant, Vector256.Create(2f));
        var third = Vector256.Equals(sextant, Vector256.Create(3f));
        var fourth = Vector256.Equals(sextant, Vector256.Create(4f));
        var fifth = Vector256.Equals(sextant, Vector256.Create(5f));
        red = Pick(zeroth | fifth, value, first | fourth, other, p);
        green = Pick(first | second, value, zeroth | third, other, p);
        blue = Pick(third | fourth, value, second | fifth, other, p);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Pick(V isValue, V value, V isOther, V other, V rest) =>
        Vector256.ConditionalSelect(isValue, value, Vector256.ConditionalSelect(isOther, other, rest));
}
