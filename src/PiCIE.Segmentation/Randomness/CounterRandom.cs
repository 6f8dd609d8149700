using static PiCIE.Segmentation.Randomness.SplitMix64;

namespace PiCIE.Segmentation.Randomness;

/// <summary>
/// Draws random numbers without state: number i of a key is a function of the key and i alone, so the order of loading, the number of
/// workers and a resume change nothing. The key (seed, epoch, image, stream, purpose) is folded word by word through the SplitMix64
/// finaliser; number i is the finaliser of key + (i + 1)·0x9E3779B97F4A7C15.
/// </summary>
public readonly struct CounterRandom
{
    private readonly ulong _key;

    /// <summary>Makes the generator of one key.</summary>
    /// <param name="seed">Seed of the run or of the stage.</param>
    /// <param name="epoch">Epoch, or another counter such as the repeat of a fresh clustering.</param>
    /// <param name="image">Index of the photograph in its split; −1 where the numbers belong to no photograph.</param>
    /// <param name="stream">Stream within the purpose, such as one for each view; 0 where a purpose has one stream.</param>
    /// <param name="purpose">Purpose of the numbers.</param>
    public CounterRandom(long seed, long epoch, long image, int stream, RandomPurpose purpose)
    {
        unchecked
        {
            ulong key = Mix((ulong)seed + Golden);
            key = Mix((key ^ (ulong)epoch) + Golden);
            key = Mix((key ^ (ulong)image) + Golden);
            _key = Mix((key ^ (((ulong)(uint)stream << 32) | (uint)purpose)) + Golden);
        }
    }

    /// <summary>Draws 64 bits: number <paramref name="index"/> of this key.</summary>
    /// <param name="index">Number of the draw within the key, from 0.</param>
    public ulong Bits(long index) => Mix(unchecked(_key + ((ulong)(index + 1) * Golden)));

    /// <summary>Draws a number in [0, 1) with 53 random bits.</summary>
    /// <param name="index">Number of the draw within the key, from 0.</param>
    public double Uniform(long index) => (Bits(index) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws a number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    /// <param name="index">Number of the draw within the key, from 0.</param>
    /// <param name="low">Smallest number.</param>
    /// <param name="high">Bound that no number reaches.</param>
    public double Uniform(long index, double low, double high) => low + ((high - low) * Uniform(index));

    /// <summary>Draws an integer in [0, <paramref name="count"/>), from the high bits of a 128-bit product.</summary>
    /// <param name="index">Number of the draw within the key, from 0.</param>
    /// <param name="count">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public long Below(long index, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return (long)Math.BigMul(Bits(index), (ulong)count, out _);
    }

    /// <summary>Shuffles 0 … <paramref name="count"/> − 1 (Fisher-Yates).</summary>
    /// <param name="count">Numbers to shuffle, 0 or more.</param>
    public int[] Permutation(int count)
    {
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
        }

        for (int i = count - 1; i > 0; i--)
        {
            int j = (int)Below(i, i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
