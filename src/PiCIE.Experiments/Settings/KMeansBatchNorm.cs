using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Mode of batch normalisation while clustering (science.md 1.5, row 1).</summary>
public enum KMeansBatchNorm
{
    /// <summary>Batch statistics; the running ones are moved, as in the program since 2021-12-10.</summary>
    [JsonStringEnumMemberName("train")]
    Train,

    /// <summary>Running statistics, untouched.</summary>
    [JsonStringEnumMemberName("eval")]
    Eval,
}
