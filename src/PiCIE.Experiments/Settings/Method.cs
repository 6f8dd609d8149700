using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Selects how the network of a run comes about.</summary>
public enum Method
{
    /// <summary>The network is trained by clustering two views (the paper's method, science.md 1.4).</summary>
    [JsonStringEnumMemberName("picie")]
    Picie,

    /// <summary>The network is exactly the one that picie starts from and is never trained: the control (science.md 1.6).</summary>
    [JsonStringEnumMemberName("frozen")]
    Frozen,
}
