namespace PiCIE.Storage.Results;

/// <summary>Writes counts as a run of base-128 integers, low digits first: most counts of a class × cluster matrix are small.</summary>
public static class CompactCounts
{
    private const int DigitBits = 7;
    private const byte More = 0x80;

    /// <summary>Writes a matrix row by row.</summary>
    /// <param name="rows">The rows; counts are at least 0.</param>
    public static byte[] Write(IReadOnlyList<long[]> rows)
    {
        List<byte> bytes = [];
        foreach (long count in rows.SelectMany(row => row))
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            ulong left = (ulong)count;
            while (left >= More)
            {
                bytes.Add((byte)(left | More));
                left >>= DigitBits;
            }

            bytes.Add((byte)left);
        }

        return [.. bytes];
    }

    /// <summary>Reads a matrix that <see cref="Write"/> wrote.</summary>
    /// <param name="bytes">The bytes that <see cref="Write"/> returned.</param>
    /// <param name="classes">Rows.</param>
    /// <param name="clusters">Columns.</param>
    /// <exception cref="InvalidDataException">The bytes hold another number of counts.</exception>
    public static long[][] Read(ReadOnlySpan<byte> bytes, int classes, int clusters)
    {
        long[][] rows = new long[classes][];
        int at = 0;
        for (int row = 0; row < classes; row++)
        {
            rows[row] = new long[clusters];
            for (int column = 0; column < clusters; column++)
            {
                rows[row][column] = Next(bytes, ref at);
            }
        }

        return at == bytes.Length
            ? rows
            : throw new InvalidDataException($"the matrix has {bytes.Length} bytes, {classes} × {clusters} counts take {at}");
    }

    private static long Next(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += DigitBits)
        {
            if (at >= bytes.Length)
            {
                break;
            }

            byte digit = bytes[at++];
            value |= (ulong)(digit & (More - 1)) << shift;
            if (digit < More)
            {
                return (long)value;
            }
        }

        throw new InvalidDataException($"the matrix ends within a count, at byte {at}");
    }
}
