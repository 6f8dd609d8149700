using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Weight of a cluster in the losses, from its count c (science.md 1.5, row 3).</summary>
public enum ClusterWeightRule
{
    /// <summary>c / Σc, as released.</summary>
    [JsonStringEnumMemberName("proportional")]
    Proportional,

    /// <summary>1 for every cluster.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>1 / c, normalised to mean 1 over the non-empty.</summary>
    [JsonStringEnumMemberName("inverse")]
    Inverse,

    /// <summary>1 / √c, normalised to mean 1 over the non-empty.</summary>
    [JsonStringEnumMemberName("inverse-sqrt")]
    InverseSqrt,
}
