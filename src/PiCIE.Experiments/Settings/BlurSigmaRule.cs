using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Says how wide the blur is (science.md 1.5, row 5).</summary>
public enum BlurSigmaRule
{
    /// <summary>The width is |3.8 p − 1.8| with p the number that decided on blurring, as released.</summary>
    [JsonStringEnumMemberName("tied")]
    Tied,

    /// <summary>The width is uniform in [0.1, 2.0], drawn for itself.</summary>
    [JsonStringEnumMemberName("uniform")]
    Uniform,
}
