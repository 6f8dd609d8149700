using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>When pseudo-labels are computed.</summary>
public enum PseudoLabelMode
{
    /// <summary>Once an epoch for all photographs, as published.</summary>
    [JsonStringEnumMemberName("stored")]
    Stored,

    /// <summary>In each training step, from the weights of that moment: ours, never for published rows.</summary>
    [JsonStringEnumMemberName("online")]
    Online,
}
