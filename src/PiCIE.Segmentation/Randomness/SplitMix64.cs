namespace PiCIE.Segmentation.Randomness;

/// <summary>Mixes bits as Steele, Lea and Flood's SplitMix64 does; both counted generators are made of its pieces.</summary>
internal static class SplitMix64
{
    /// <summary>Step between two states: 2⁶⁴ divided by the golden ratio.</summary>
    public const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>Maps 64 bits one to one, so that every bit depends on every other: the finaliser.</summary>
    public static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
