namespace PiCIE.Segmentation.ToyScenes;

/// <summary>
/// Draws numbers that depend on a key and on how many were drawn before, never on another stream: one part of a scene can change without
/// the others.
/// </summary>
internal sealed class Dice(ulong key)
{
    private ulong _drawn;

    public static Dice For(long seed, long scene) => new(Mix(Mix((ulong)seed) + (ulong)scene));

    /// <summary>Returns an independent stream for one part of the scene.</summary>
    public Dice Fork(ulong purpose) => new(Mix(key ^ Mix(purpose + 1)));

    /// <summary>Returns a number that is uniform in [0, 1).</summary>
    public float Next() => (Mix(key + (++_drawn * 0x9E3779B97F4A7C15)) >> 40) * (1f / (1 << 24));

    public float Between(float low, float high) => low + ((high - low) * Next());

    public int Below(int limit) => Math.Min((int)(Next() * limit), limit - 1);

    public int Between(int low, int highInclusive) => low + Below(highInclusive - low + 1);

    public bool Chance(float probability) => Next() < probability;

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    public uint Seed() => (uint)(Next() * (1 << 24));

    // The finaliser of SplitMix64: every input bit reaches every output bit.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
