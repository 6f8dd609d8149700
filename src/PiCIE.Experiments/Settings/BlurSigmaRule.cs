using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Width of the blur (science.md 1.5, row 5).</summary>
public enum BlurSigmaRule
{
    /// <summary>|3.8 p − 1.8| with p the number that decided on blurring, as released.</summary>
    [JsonStringEnumMemberName("tied")]
    Tied,

    /// <summary>Uniform in [0.1, 2.0], drawn for itself.</summary>
    [JsonStringEnumMemberName("uniform")]
    Uniform,
}
