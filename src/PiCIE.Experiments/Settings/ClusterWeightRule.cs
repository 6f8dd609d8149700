using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Says how the weight of a cluster in the losses follows from its count c (science.md 1.5, row 3).</summary>
public enum ClusterWeightRule
{
    /// <summary>The weight is c / Σc, as released.</summary>
    [JsonStringEnumMemberName("proportional")]
    Proportional,

    /// <summary>The weight is 1 for every cluster.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The weight is 1 / c, normalised to mean 1 over the non-empty clusters.</summary>
    [JsonStringEnumMemberName("inverse")]
    Inverse,

    /// <summary>The weight is 1 / √c, normalised to mean 1 over the non-empty clusters.</summary>
    [JsonStringEnumMemberName("inverse-sqrt")]
    InverseSqrt,
}
