using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PiCIE.Segmentation.Views;

/// <summary>Sixteen floats in a vector of 512 bits.</summary>
internal readonly unsafe struct Lanes16(Vector512<float> value) : IFloatLanes<Lanes16>
{
    private readonly Vector512<float> _value = value;

    public static int Step => 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator +(Lanes16 left, Lanes16 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator -(Lanes16 left, Lanes16 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator *(Lanes16 left, Lanes16 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator /(Lanes16 left, Lanes16 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Of(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 PlusProduct(Lanes16 sum, Lanes16 left, Lanes16 right) =>
        new(Vector512.FusedMultiplyAdd(left._value, right._value, sum._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 MinusProduct(Lanes16 sum, Lanes16 left, Lanes16 right) =>
        new(Vector512.FusedMultiplyAdd(-left._value, right._value, sum._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Floor(Lanes16 value) => new(Vector512.Floor(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Abs(Lanes16 value) => new(Vector512.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Min(Lanes16 left, Lanes16 right) => new(Vector512.MinNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Max(Lanes16 left, Lanes16 right) => new(Vector512.MaxNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Equal(Lanes16 left, Lanes16 right) => new(Vector512.Equals(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Less(Lanes16 left, Lanes16 right) => new(Vector512.LessThan(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Select(Lanes16 mask, Lanes16 set, Lanes16 clear) => new(Vector512.ConditionalSelect(mask._value, set._value, clear._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Where(Lanes16 value, Lanes16 mask) => new(value._value & mask._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 WhereNot(Lanes16 value, Lanes16 mask) => new(Vector512.AndNot(value._value, mask._value));

    public static float Sum(Lanes16 value) => Vector512.Sum(value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(byte* values, Lanes16* parts)
    {
        (Vector512<ushort> low, Vector512<ushort> high) = Vector512.Widen(Vector512.Load(values));
        (Vector512<uint> a, Vector512<uint> b) = Vector512.Widen(low);
        (Vector512<uint> c, Vector512<uint> d) = Vector512.Widen(high);
        parts[0] = new(Vector512.ConvertToSingle(a.AsInt32()));
        parts[1] = new(Vector512.ConvertToSingle(b.AsInt32()));
        parts[2] = new(Vector512.ConvertToSingle(c.AsInt32()));
        parts[3] = new(Vector512.ConvertToSingle(d.AsInt32()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes16* parts, byte* values) => Vector512.Store(
        Vector512.Narrow(
            Vector512.Narrow(Whole(parts[0]), Whole(parts[1])),
            Vector512.Narrow(Whole(parts[2]), Whole(parts[3]))),
        values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Whole(Lanes16 value) => Vector512.ConvertToInt32Native(value._value).AsUInt32();
}
