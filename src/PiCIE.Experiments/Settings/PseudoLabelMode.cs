using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Says when pseudo-labels are computed.</summary>
public enum PseudoLabelMode
{
    /// <summary>They are computed once an epoch for all photographs, as published.</summary>
    [JsonStringEnumMemberName("stored")]
    Stored,

    /// <summary>They are computed in each training step from the weights of that moment. This mode is ours and never stands in published rows.</summary>
    [JsonStringEnumMemberName("online")]
    Online,
}
