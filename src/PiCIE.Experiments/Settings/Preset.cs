using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Names a set of switches (spec.md 2.1); as-published is another name of the first.</summary>
public enum Preset
{
    /// <summary>The released program since 2021-12-10.</summary>
    [JsonStringEnumMemberName("released-2021-12")]
    Released202112,

    /// <summary>The released program of the published logs (2021-06-25 to 2021-12-09).</summary>
    [JsonStringEnumMemberName("released-2021-07")]
    Released202107,

    /// <summary>The method as the paper describes it, with the oddities of the released program mended.</summary>
    [JsonStringEnumMemberName("clean")]
    Clean,
}
