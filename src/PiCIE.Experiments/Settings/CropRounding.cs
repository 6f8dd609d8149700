using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Says how a crop window is rounded on image and features (science.md 1.5, row 14).</summary>
public enum CropRounding
{
    /// <summary>The window is rounded on each map by itself, as released.</summary>
    [JsonStringEnumMemberName("independent")]
    Independent,

    /// <summary>The window on the image is snapped to the grid of the features.</summary>
    [JsonStringEnumMemberName("snapped")]
    Snapped,
}
