using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Which centroids the evaluation predicts with.</summary>
public enum CentroidSource
{
    /// <summary>Those of the cluster stage.</summary>
    [JsonStringEnumMemberName("fresh")]
    Fresh,

    /// <summary>The last ones of the training, one repeat a view.</summary>
    [JsonStringEnumMemberName("trained")]
    Trained,
}
