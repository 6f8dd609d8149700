using static PiCIE.Segmentation.Views.SplitMix64;

namespace PiCIE.Segmentation.Views;

/// <summary>
/// A random generator without state: number i of a key is a function of the key and i alone, so the order of loading, the number of
/// workers and a resume change nothing. The key (seed, epoch, image, view, purpose) is folded word by word through the SplitMix64
/// finaliser; number i is the finaliser of key + (i + 1)·0x9E3779B97F4A7C15.
/// </summary>
public readonly struct CounterRandom
{
    private readonly ulong _key;

    /// <summary>Makes the generator of one key.</summary>
    /// <param name="seed">Seed of the run or of the stage.</param>
    /// <param name="epoch">Epoch, or another counter such as the repeat of a fresh clustering.</param>
    /// <param name="image">Index of the photograph in its list; −1 where the numbers belong to no photograph.</param>
    /// <param name="view">1 or 2; 0 where the numbers belong to no single view.</param>
    /// <param name="purpose">What the numbers are for.</param>
    public CounterRandom(long seed, long epoch, long image, int view, RandomPurpose purpose)
    {
        unchecked
        {
            ulong key = Mix((ulong)seed + Golden);
            key = Mix((key ^ (ulong)epoch) + Golden);
            key = Mix((key ^ (ulong)image) + Golden);
            _key = Mix((key ^ (((ulong)(uint)view << 32) | (uint)purpose)) + Golden);
        }
    }

    /// <summary>64 random bits: number <paramref name="index"/> of this key.</summary>
    public ulong Bits(long index) => Mix(unchecked(_key + ((ulong)(index + 1) * Golden)));

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double Uniform(long index) => (Bits(index) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Uniform(long index, double low, double high) => low + ((high - low) * Uniform(index));

    /// <summary>An integer in [0, <paramref name="count"/>), from the high bits of a 128-bit product.</summary>
    public long Below(long index, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return (long)Math.BigMul(Bits(index), (ulong)count, out _);
    }

    /// <summary>A random order of 0 … <paramref name="count"/> − 1 (Fisher-Yates).</summary>
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
