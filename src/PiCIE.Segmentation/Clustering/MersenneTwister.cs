namespace PiCIE.Segmentation.Clustering;

/// <summary>
/// Generates numbers by MT19937 with the standard initialisation from an integer, as the k-means does that the released program calls
/// (science.md A.6). Only that algorithm uses it; every other draw is counter-based.
/// </summary>
internal sealed class MersenneTwister
{
    private const int Length = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Length];
    private int _next = Length;

    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (int i = 1; i < Length; i++)
        {
            _state[i] = (1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i;
        }
    }

    /// <summary>Draws the next 32 bits.</summary>
    public uint Next()
    {
        if (_next == Length)
        {
            Refill();
        }

        uint y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680u;
        y ^= (y << 15) & 0xEFC60000u;
        return y ^ (y >> 18);
    }

    /// <summary>Draws the next number in [0, 1], in float32 arithmetic as the original divides.</summary>
    public float NextFloat() => Next() / (float)uint.MaxValue;

    private void Refill()
    {
        for (int i = 0; i < Length; i++)
        {
            uint y = (_state[i] & 0x80000000u) | (_state[(i + 1) % Length] & 0x7FFFFFFFu);
            _state[i] = _state[(i + Middle) % Length] ^ (y >> 1) ^ ((y & 1) == 0 ? 0u : 0x9908B0DFu);
        }

        _next = 0;
    }
}
