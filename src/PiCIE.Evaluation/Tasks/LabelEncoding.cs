using System.Text.Json.Serialization;

namespace PiCIE.Evaluation.Tasks;

/// <summary>How raw label values are stored.</summary>
public enum LabelEncoding
{
    /// <summary>PNG with one 8-bit channel (grey or palette): the raw value is the index, never a colour.</summary>
    [JsonStringEnumMemberName("png-index-8")]
    PngIndex8,
}
