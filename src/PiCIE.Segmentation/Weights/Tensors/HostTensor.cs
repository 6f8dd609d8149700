using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PiCIE.Segmentation.Weights.Tensors;

/// <summary>An array of numbers in ordinary memory, row-major and little-endian, as weights files hold it.</summary>
public sealed class HostTensor
{
    private readonly long[] _shape;

    /// <summary>Wraps bytes; they are not copied.</summary>
    /// <param name="shape">The sizes, outermost first; empty for a single number.</param>
    /// <param name="type">The kind of number.</param>
    /// <param name="bytes">The numbers, row-major.</param>
    /// <exception cref="ArgumentException">The bytes do not fill the shape exactly.</exception>
    public HostTensor(IReadOnlyList<long> shape, HostType type, ReadOnlyMemory<byte> bytes)
    {
        _shape = [.. shape];
        Type = type;
        Bytes = bytes;
        Count = CountOf(_shape) ?? throw new ArgumentException($"The shape {Describe(_shape)} is not a size of an array.", nameof(shape));
        if (bytes.Length != Count * SizeOf(type))
        {
            throw new ArgumentException(
                $"{bytes.Length} bytes do not fill the shape {Describe(_shape)} of {type}, which takes {Count * SizeOf(type)}.", nameof(bytes));
        }
    }

    /// <summary>The sizes, outermost first.</summary>
    public IReadOnlyList<long> Shape => _shape;

    /// <summary>The kind of number.</summary>
    public HostType Type { get; }

    /// <summary>The numbers, row-major and little-endian.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Number of values.</summary>
    public long Count { get; }

    /// <summary>Returns a tensor of 32-bit floating point numbers that holds a copy of <paramref name="values"/>.</summary>
    /// <param name="values">The numbers, row-major.</param>
    /// <param name="shape">The sizes.</param>
    public static HostTensor Of(ReadOnlySpan<float> values, params IReadOnlyList<long> shape) =>
        new(shape, HostType.Float32, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>Returns a tensor of 64-bit numbers that holds a copy of <paramref name="values"/>.</summary>
    /// <param name="values">The numbers, row-major.</param>
    /// <param name="shape">The sizes.</param>
    public static HostTensor Of(ReadOnlySpan<long> values, params IReadOnlyList<long> shape) =>
        new(shape, HostType.Int64, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>Shows the bytes as numbers; the caller must know the kind.</summary>
    /// <typeparam name="T">The type that belongs to <see cref="Type"/>.</typeparam>
    /// <exception cref="InvalidOperationException">The size of <typeparamref name="T"/> is not that of the kind.</exception>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() != SizeOf(Type))
        {
            throw new InvalidOperationException($"A tensor of {Type} cannot be read as {typeof(T).Name}.");
        }
        return MemoryMarshal.Cast<byte, T>(Bytes.Span);
    }

    /// <summary>Returns all numbers as 32-bit floating point, whatever their kind; halves are exact, doubles and 64-bit integers are rounded.</summary>
    public float[] ToFloats()
    {
        float[] values = new float[Count];
        switch (Type)
        {
            case HostType.Float32: Values<float>().CopyTo(values); break;
            case HostType.Float64: Convert(Values<double>(), values, number => (float)number); break;
            case HostType.Float16: Convert(Values<Half>(), values, number => (float)number); break;
            case HostType.BFloat16: Convert(Values<ushort>(), values, number => BitConverter.UInt32BitsToSingle((uint)number << 16)); break;
            case HostType.Int64: Convert(Values<long>(), values, number => number); break;
            case HostType.Int32: Convert(Values<int>(), values, number => number); break;
            case HostType.Int16: Convert(Values<short>(), values, number => number); break;
            case HostType.Int8: Convert(Values<sbyte>(), values, number => number); break;
            default: Convert(Bytes.Span, values, number => number); break;
        }
        return values;
    }

    /// <summary>Returns the number of bytes that one number of a kind takes.</summary>
    /// <param name="type">The kind.</param>
    public static int SizeOf(HostType type) => type switch
    {
        HostType.Float64 or HostType.Int64 => 8,
        HostType.Float32 or HostType.Int32 => 4,
        HostType.Float16 or HostType.BFloat16 or HostType.Int16 => 2,
        _ => 1,
    };

    /// <summary>Returns the shape and kind in words, e.g. <c>[64, 3, 7, 7] Float32</c>.</summary>
    public override string ToString() => $"{Describe(_shape)} {Type}";

    /// <summary>Returns a shape in words, e.g. <c>[64, 3, 7, 7]</c>.</summary>
    internal static string Describe(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";

    /// <summary>Returns the product of the sizes; null when one is negative or the product is no size of an array here.</summary>
    internal static long? CountOf(ReadOnlySpan<long> shape)
    {
        long count = 1L;
        foreach (long size in shape)
        {
            if (size < 0 || (size > 0 && count > int.MaxValue / size))
            {
                return null;
            }
            count *= size;
        }
        return count;
    }

    private static void Convert<T>(ReadOnlySpan<T> from, float[] to, Func<T, float> convert)
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = convert(from[i]);
        }
    }
}
