using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>What happens to an incomplete last group of batches (science.md 1.5, row 10).</summary>
public enum GroupTail
{
    /// <summary>It is dropped, as released.</summary>
    [JsonStringEnumMemberName("drop")]
    Drop,

    /// <summary>It is used.</summary>
    [JsonStringEnumMemberName("use")]
    Use,
}
