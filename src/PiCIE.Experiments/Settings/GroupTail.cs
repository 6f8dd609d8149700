using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Says what happens to an incomplete last group of batches (science.md 1.5, row 10).</summary>
public enum GroupTail
{
    /// <summary>It is dropped, as released.</summary>
    [JsonStringEnumMemberName("drop")]
    Drop,

    /// <summary>It is used like a full group.</summary>
    [JsonStringEnumMemberName("use")]
    Use,
}
