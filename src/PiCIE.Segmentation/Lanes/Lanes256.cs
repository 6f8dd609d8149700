using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PiCIE.Segmentation.Lanes;

/// <summary>Holds eight numbers: every x64 machine of the last decade has such vectors, and elsewhere the runtime splits them.</summary>
internal readonly unsafe struct Lanes256(Vector256<float> value) : ILanes<Lanes256>
{
    private readonly Vector256<float> _value = value;

    /// <inheritdoc/>
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 left, Lanes256 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 left, Lanes256 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 left, Lanes256 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 left, Lanes256 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(float* source) => new(Vector256.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256 value, float* destination) => Vector256.Store(value._value, destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadBytes(byte* source, Lanes256* parts)
    {
        (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(Vector256.Load(source));
        (Vector256<uint> a, Vector256<uint> b) = Vector256.Widen(low);
        (Vector256<uint> c, Vector256<uint> d) = Vector256.Widen(high);
        parts[0] = new(Vector256.ConvertToSingle(a.AsInt32()));
        parts[1] = new(Vector256.ConvertToSingle(b.AsInt32()));
        parts[2] = new(Vector256.ConvertToSingle(c.AsInt32()));
        parts[3] = new(Vector256.ConvertToSingle(d.AsInt32()));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Lanes256* parts, byte* destination) => Vector256.Store(
        Vector256.Narrow(Vector256.Narrow(Whole(parts[0]), Whole(parts[1])), Vector256.Narrow(Whole(parts[2]), Whole(parts[3]))), destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Fill(float value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 PlusProduct(Lanes256 sum, Lanes256 a, Lanes256 b) => new(Vector256.FusedMultiplyAdd(a._value, b._value, sum._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MinusProduct(Lanes256 sum, Lanes256 a, Lanes256 b) => new(Vector256.FusedMultiplyAdd(-a._value, b._value, sum._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Floor(Lanes256 value) => new(Vector256.Floor(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Abs(Lanes256 value) => new(Vector256.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Min(Lanes256 left, Lanes256 right) => new(Vector256.MinNative(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 left, Lanes256 right) => new(Vector256.MaxNative(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Exp(Lanes256 value) => new(Vector256.Exp(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Equal(Lanes256 left, Lanes256 right) => new(Vector256.Equals(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Less(Lanes256 left, Lanes256 right) => new(Vector256.LessThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Select(Lanes256 mask, Lanes256 set, Lanes256 clear) => new(Vector256.ConditionalSelect(mask._value, set._value, clear._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Where(Lanes256 value, Lanes256 mask) => new(value._value & mask._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 WhereNot(Lanes256 value, Lanes256 mask) => new(Vector256.AndNot(value._value, mask._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes256 value) => Vector256.Sum(value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(Lanes256 value)
    {
        Vector128<float> four = Vector128.MaxNative(value._value.GetLower(), value._value.GetUpper());
        Vector128<float> two = Vector128.MaxNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return MathF.Max(two[0], two[1]);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FirstEqual(Lanes256 value, float wanted) =>
        BitOperations.TrailingZeroCount(Vector256.Equals(value._value, Vector256.Create(wanted)).ExtractMostSignificantBits());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Whole(Lanes256 value) => Vector256.ConvertToInt32Native(value._value).AsUInt32();
}
