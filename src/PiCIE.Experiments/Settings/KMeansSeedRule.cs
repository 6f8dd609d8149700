using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Selects where k-means draws its start from (science.md 1.5, row 9).</summary>
public enum KMeansSeedRule
{
    /// <summary>A draw below the seed, as released (0 for seed 1).</summary>
    [JsonStringEnumMemberName("below-seed")]
    BelowSeed,

    /// <summary>A seed derived from seed, epoch and view.</summary>
    [JsonStringEnumMemberName("derived")]
    Derived,
}
