using System.Text.Json.Serialization;

namespace PiCIE.Evaluation.Tasks;

/// <summary>Says how raw label values are stored.</summary>
public enum LabelEncoding
{
    /// <summary>PNG with one channel (grey or palette): the raw value is the stored index, never a colour.</summary>
    [JsonStringEnumMemberName("png-index-8")]
    PngIndex8,
}
