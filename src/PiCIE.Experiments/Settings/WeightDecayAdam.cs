using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Whether Adam decays weights (science.md 1.5, row 20).</summary>
public enum WeightDecayAdam
{
    /// <summary>Never, whatever train.weightDecay says, as released.</summary>
    [JsonStringEnumMemberName("ignored")]
    Ignored,

    /// <summary>By train.weightDecay.</summary>
    [JsonStringEnumMemberName("honoured")]
    Honoured,
}
