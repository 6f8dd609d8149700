using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Selects the score by which a pixel goes to a cluster in evaluation (science.md 1.5, row 6).</summary>
public enum EvalScore
{
    /// <summary>The inner product with the raw centroid, as released.</summary>
    [JsonStringEnumMemberName("inner-product")]
    InnerProduct,

    /// <summary>The negative squared distance, as in labelling.</summary>
    [JsonStringEnumMemberName("negative-distance")]
    NegativeDistance,

    /// <summary>The cosine of feature and centroid.</summary>
    [JsonStringEnumMemberName("cosine")]
    Cosine,
}
