using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>How base and evaluation packs hold pixels; it is named in the protocol, for it changes them.</summary>
public enum Packing
{
    /// <summary>Bytes as decoded and resized.</summary>
    [JsonStringEnumMemberName("raw")]
    Raw,

    /// <summary>JPEG at the size of the pack: smaller, and other pixels.</summary>
    [JsonStringEnumMemberName("jpeg")]
    Jpeg,
}
