using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Says what the network starts from.</summary>
public enum TrainStart
{
    /// <summary>The file that backbone.weights names.</summary>
    [JsonStringEnumMemberName("weights")]
    Weights,

    /// <summary>Random values drawn from the seed.</summary>
    [JsonStringEnumMemberName("random")]
    Random,
}
