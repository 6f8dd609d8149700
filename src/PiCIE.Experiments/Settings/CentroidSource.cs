using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Selects the centroids with which the evaluation predicts.</summary>
public enum CentroidSource
{
    /// <summary>The centroids of the cluster stage.</summary>
    [JsonStringEnumMemberName("fresh")]
    Fresh,

    /// <summary>The last centroids of the training, one repeat a view.</summary>
    [JsonStringEnumMemberName("trained")]
    Trained,
}
