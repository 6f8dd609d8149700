using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>What the training losses take as logits (science.md 1.5, row 7).</summary>
public enum TrainLogit
{
    /// <summary>Inner product of feature and raw centroid, as released.</summary>
    [JsonStringEnumMemberName("inner-product")]
    InnerProduct,

    /// <summary>Cosine of feature and centroid.</summary>
    [JsonStringEnumMemberName("cosine")]
    Cosine,
}
