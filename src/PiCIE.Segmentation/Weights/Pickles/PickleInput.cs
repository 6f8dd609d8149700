using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>Reads the bytes of a pickle one after the other, with limits on what one instruction may hold.</summary>
/// <param name="data">The bytes.</param>
internal sealed class PickleInput(ReadOnlyMemory<byte> data)
{
    private const int LargestText = 1 << 20;
    private const int LargestLine = 4096;

    /// <summary>Number of bytes read so far.</summary>
    public int Position { get; set; }

    /// <summary>Reads bytes.</summary>
    /// <param name="count">Number of bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> span = data.Span.Slice(Position, count);
        Position += count;
        return span;
    }

    /// <summary>Reads one byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>Reads an unsigned number of four bytes.</summary>
    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>Passes over bytes whose content nobody needs.</summary>
    /// <param name="count">Number of bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public void Skip(ulong count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, (ulong)(data.Length - Position));
        Position += (int)count;
    }

    /// <summary>Reads a number of eight bytes that is a length.</summary>
    public ulong Length() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Reads a text of a known length.</summary>
    /// <param name="length">Number of bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is longer than any text of a weights file.</exception>
    public string Text(ulong length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, (ulong)LargestText);
        return Encoding.UTF8.GetString(Take((int)length));
    }

    /// <summary>Reads a text up to the end of its line.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The line does not end.</exception>
    public string Line()
    {
        ReadOnlySpan<byte> rest = data.Span[Position..];
        int end = rest[..Math.Min(rest.Length, LargestLine)].IndexOf((byte)'\n');
        ArgumentOutOfRangeException.ThrowIfNegative(end);
        Position += end + 1;
        return Encoding.UTF8.GetString(rest[..end]);
    }

    /// <summary>Reads a whole number in little-endian bytes of any length.</summary>
    /// <param name="length">Number of bytes.</param>
    public object Integer(int length) => Narrowest(new BigInteger(Take(length)));

    /// <summary>Reads a whole number in digits, as protocols 0 and 1 write it; <c>00</c> and <c>01</c> are truth values.</summary>
    /// <exception cref="FormatException">The line is no number.</exception>
    public object IntegerLine()
    {
        string line = Line();
        return line switch
        {
            "00" => false,
            "01" => true,
            _ => Narrowest(BigInteger.Parse(line.TrimEnd('L'), CultureInfo.InvariantCulture)),
        };
    }

    private static object Narrowest(BigInteger number) => number >= long.MinValue && number <= long.MaxValue ? (long)number : number;
}
