using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Says whether Adam decays weights (science.md 1.5, row 20).</summary>
public enum WeightDecayAdam
{
    /// <summary>It never does, whatever train.weightDecay says, as released.</summary>
    [JsonStringEnumMemberName("ignored")]
    Ignored,

    /// <summary>It decays them by train.weightDecay.</summary>
    [JsonStringEnumMemberName("honoured")]
    Honoured,
}
