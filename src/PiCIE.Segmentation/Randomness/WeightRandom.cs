using System.Text;
using static PiCIE.Segmentation.Randomness.SplitMix64;

namespace PiCIE.Segmentation.Randomness;

/// <summary>
/// Draws random numbers for a tensor, counted instead of drawn in turn: the number at a place depends on the seed, the tensor's name and the place only.
/// It uses nothing but operations that IEEE 754 fixes to the last bit, so all machines agree.
/// </summary>
/// <param name="seed">The seed of the network.</param>
/// <param name="name">The tensor's name.</param>
internal sealed class WeightRandom(long seed, string name)
{
    private const int LargestTries = 64;
    private const double Ln2 = 0.693147180559945309417;

    private readonly ulong _state = Mix(Hash(name) ^ Mix(unchecked((ulong)seed + Golden)));

    /// <summary>Fills with numbers of mean 0 and the given standard deviation.</summary>
    public void FillNormal(Span<float> values, double deviation)
    {
        for (int i = 0; i < values.Length; i += 2)
        {
            (double first, double second) = NormalPair((ulong)i / 2);
            values[i] = (float)(deviation * first);
            if (i + 1 < values.Length)
            {
                values[i + 1] = (float)(deviation * second);
            }
        }
    }

    /// <summary>Fills with numbers that are equally likely in [-bound, bound).</summary>
    public void FillUniform(Span<float> values, double bound)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(bound * Signed((ulong)i));
        }
    }

    /// <summary>Draws by Marsaglia's polar method: a point in the unit disc gives two independent normal numbers.</summary>
    private (double First, double Second) NormalPair(ulong pair)
    {
        for (ulong attempt = 0UL; attempt < LargestTries; attempt++)
        {
            ulong counter = 2 * (pair * LargestTries + attempt);
            (double u, double v) = (Signed(counter), Signed(counter + 1));
            double square = u * u + v * v;
            if (square is > 0 and < 1)
            {
                double factor = Math.Sqrt(-2 * Ln(square) / square);
                return (u * factor, v * factor);
            }
        }
        return (0, 0);
    }

    /// <summary>Returns the natural logarithm by its series; the library's own may differ in the last bit from machine to machine.</summary>
    private static double Ln(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFFL) | 0x3FF0000000000000L);
        if (mantissa > 1.41421356237309504880)
        {
            mantissa /= 2;
            exponent++;
        }
        double s = (mantissa - 1) / (mantissa + 1);
        double square = s * s;
        double sum = 0.0;
        for (int k = 23; k >= 1; k -= 2)
        {
            sum = sum * square + 1.0 / k;
        }
        return 2 * s * sum + exponent * Ln2;
    }

    /// <summary>Returns a number in [-1, 1) with 53 bits.</summary>
    private double Signed(ulong counter) => (Mix(_state + unchecked((counter + 1) * Golden)) >> 11) * (2.0 / (1UL << 53)) - 1;

    private static ulong Hash(string name)
    {
        ulong hash = 14695981039346656037;
        foreach (byte letter in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ letter) * 1099511628211);
        }
        return hash;
    }
}
