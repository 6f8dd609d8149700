using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Selects the logits of the training losses (science.md 1.5, row 7).</summary>
public enum TrainLogit
{
    /// <summary>The inner product of feature and raw centroid, as released.</summary>
    [JsonStringEnumMemberName("inner-product")]
    InnerProduct,

    /// <summary>The cosine of feature and centroid.</summary>
    [JsonStringEnumMemberName("cosine")]
    Cosine,
}
