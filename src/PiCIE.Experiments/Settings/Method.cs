using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>How the network of a run comes about.</summary>
public enum Method
{
    /// <summary>Trained by clustering two views (the paper's method, science.md 1.4).</summary>
    [JsonStringEnumMemberName("picie")]
    Picie,

    /// <summary>The control: exactly the network that picie starts from, never trained (science.md 1.6).</summary>
    [JsonStringEnumMemberName("frozen")]
    Frozen,
}
