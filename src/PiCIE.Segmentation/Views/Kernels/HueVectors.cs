using System.Runtime.CompilerServices;
using PiCIE.Segmentation.Lanes;

namespace PiCIE.Segmentation.Views.Kernels;

/// <summary>
/// Takes the hue step on many pixels at once in float32, equal to the double arithmetic of <see cref="ColourArithmetic"/> for every colour:
/// sums that must be rounded once are one operation, and truncations are put right by the sign of an exact remainder.
/// </summary>
internal static class HueVectors<T>
    where T : unmanaged, ILanes<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Shift(ref T red, ref T green, ref T blue, int offset)
    {
        T one = T.Fill(1), zero = T.Fill(0);
        T max = T.Max(red, T.Max(green, blue));
        T min = T.Min(red, T.Min(green, blue));
        T chroma = max - min;
        T colourless = T.Equal(chroma, zero);

        // Of the two channels below the maximum one is the minimum, and (max − min)/chroma is exactly 1: only the middle one is divided.
        T redMax = T.Equal(red, max), greenMax = T.Equal(green, max);
        T first = T.Select(redMax, blue, T.Select(greenMax, red, green));
        T start = T.WhereNot(T.Select(greenMax, T.Fill(2), T.Fill(4)), redMax);
        T middle = (max + max + min - (red + green + blue)) / T.Select(colourless, one, chroma);
        T sextant = T.Select(T.Equal(first, min), start + one - middle, start - one + middle);
        T turns = T.Select(T.Less(sextant, zero), T.PlusProduct(one, sextant, T.Fill(1 / 6f)), Divided(sextant, 6));

        T hue = Truncated255(turns) + T.Fill(offset);
        hue -= T.WhereNot(T.Fill(256), T.Less(hue, T.Fill(256)));
        T saturation = T.WhereNot(Truncated255(chroma / T.Select(colourless, one, max)), colourless);
        FromHsv(hue, saturation, max, ref red, ref green, ref blue);
    }

    /// <summary>Returns ⌊255·x⌋: rounding can only have lifted the product onto the next whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Truncated255(T x)
    {
        T whole = T.Floor(x * T.Fill(255));
        return whole - T.Where(T.Fill(1), T.Less(T.PlusProduct(T.Fill(0) - whole, x, T.Fill(255)), T.Fill(0)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FromHsv(T hue, T saturation, T value, ref T red, ref T green, ref T blue)
    {
        T one = T.Fill(1), half = T.Fill(0.5f);
        T position = hue * T.Fill(6);
        T sextant = T.Floor((position + half) * T.Fill(1 / 255f));
        T fraction = Divided(position - (sextant * T.Fill(255)), 255);
        T strength = Divided(saturation, 255);
        T p = T.Floor((value * (one - strength)) + half);

        // Even sextants need V(1 − s(1 − f)), odd ones V(1 − s·f) with s·f rounded to float32; both are V − (whole + rest)·factor.
        T isEven = T.Equal(T.Floor(sextant * half) * T.Fill(2), sextant);
        T rise = one - fraction;
        T amount = value * strength;
        T amountRest = T.MinusProduct(amount, value, strength);
        T left = T.Select(isEven, amount, value);
        T right = T.Select(isEven, rise, strength * fraction);
        T rest = T.Where(T.MinusProduct(amount * (one - rise - fraction), amountRest, rise), isEven);
        T top = value + half;
        T other = T.Floor(T.MinusProduct(top, left, right));
        T remainder = T.MinusProduct(top - other, left, right) - rest;
        other -= T.Where(one, T.Less(remainder, T.Fill(0)));
        other += T.WhereNot(one, T.Less(remainder, one));

        // Each channel is V for two neighbouring sextants, the computed value for the two beside them, p for the rest. At 6 the fraction
        // is 0, where the computed value of sextant 0 is p.
        red = Pick(T.Abs(sextant - T.Fill(2.5f)), p, other, value);
        green = Pick(T.Abs(sextant - T.Fill(1.5f)), value, other, p);
        blue = Pick(T.Abs(sextant - T.Fill(3.5f)), value, other, p);
    }

    /// <summary>Returns x/divisor, correctly rounded: the product with the reciprocal, put right by its exact remainder.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Divided(T x, float divisor)
    {
        T reciprocal = T.Fill(1 / divisor), quotient = x * reciprocal;
        return T.PlusProduct(quotient, T.MinusProduct(x, quotient, T.Fill(divisor)), reciprocal);
    }

    /// <summary>Picks by the distance from the middle of two sextants: the value for them, for the two beside them, or for the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Pick(T distance, T near, T beside, T far) =>
        T.Select(T.Less(distance, T.Fill(1)), near, T.Select(T.Less(distance, T.Fill(2)), beside, far));
}
