using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Selects the mode of batch normalisation while clustering (science.md 1.5, row 1).</summary>
public enum KMeansBatchNorm
{
    /// <summary>It uses batch statistics and moves the running ones, as in the program since 2021-12-10.</summary>
    [JsonStringEnumMemberName("train")]
    Train,

    /// <summary>It uses the running statistics and leaves them as they are.</summary>
    [JsonStringEnumMemberName("eval")]
    Eval,
}
