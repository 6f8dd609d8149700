using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Says how base and evaluation packs hold pixels; it is named in the protocol, for it changes them.</summary>
public enum Packing
{
    /// <summary>Bytes as decoded and resized.</summary>
    [JsonStringEnumMemberName("raw")]
    Raw,

    /// <summary>JPEG at the size of the pack, which is smaller and changes pixels.</summary>
    [JsonStringEnumMemberName("jpeg")]
    Jpeg,
}
