using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>By which score a pixel goes to a cluster in evaluation (science.md 1.5, row 6).</summary>
public enum EvalScore
{
    /// <summary>Inner product with the raw centroid, as released.</summary>
    [JsonStringEnumMemberName("inner-product")]
    InnerProduct,

    /// <summary>Negative squared distance, as in labelling.</summary>
    [JsonStringEnumMemberName("negative-distance")]
    NegativeDistance,

    /// <summary>Cosine.</summary>
    [JsonStringEnumMemberName("cosine")]
    Cosine,
}
