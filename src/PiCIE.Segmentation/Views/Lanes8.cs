using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PiCIE.Segmentation.Views;

/// <summary>Eight floats in a vector of 256 bits.</summary>
internal readonly unsafe struct Lanes8(Vector256<float> value) : IFloatLanes<Lanes8>
{
    private readonly Vector256<float> _value = value;

    public static int Step => 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 left, Lanes8 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 left, Lanes8 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator *(Lanes8 left, Lanes8 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator /(Lanes8 left, Lanes8 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Of(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 PlusProduct(Lanes8 sum, Lanes8 left, Lanes8 right) =>
        new(Vector256.FusedMultiplyAdd(left._value, right._value, sum._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MinusProduct(Lanes8 sum, Lanes8 left, Lanes8 right) =>
        new(Vector256.FusedMultiplyAdd(-left._value, right._value, sum._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Floor(Lanes8 value) => new(Vector256.Floor(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Abs(Lanes8 value) => new(Vector256.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Min(Lanes8 left, Lanes8 right) => new(Vector256.MinNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Max(Lanes8 left, Lanes8 right) => new(Vector256.MaxNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Equal(Lanes8 left, Lanes8 right) => new(Vector256.Equals(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Less(Lanes8 left, Lanes8 right) => new(Vector256.LessThan(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Select(Lanes8 mask, Lanes8 set, Lanes8 clear) => new(Vector256.ConditionalSelect(mask._value, set._value, clear._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Where(Lanes8 value, Lanes8 mask) => new(value._value & mask._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 WhereNot(Lanes8 value, Lanes8 mask) => new(Vector256.AndNot(value._value, mask._value));

    public static float Sum(Lanes8 value) => Vector256.Sum(value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(byte* values, Lanes8* parts)
    {
        (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(Vector256.Load(values));
        (Vector256<uint> a, Vector256<uint> b) = Vector256.Widen(low);
        (Vector256<uint> c, Vector256<uint> d) = Vector256.Widen(high);
        parts[0] = new(Vector256.ConvertToSingle(a.AsInt32()));
        parts[1] = new(Vector256.ConvertToSingle(b.AsInt32()));
        parts[2] = new(Vector256.ConvertToSingle(c.AsInt32()));
        parts[3] = new(Vector256.ConvertToSingle(d.AsInt32()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes8* parts, byte* values) => Vector256.Store(
        Vector256.Narrow(
            Vector256.Narrow(Whole(parts[0]), Whole(parts[1])),
            Vector256.Narrow(Whole(parts[2]), Whole(parts[3]))),
        values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Whole(Lanes8 value) => Vector256.ConvertToInt32Native(value._value).AsUInt32();
}
