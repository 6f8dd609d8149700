using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Selects the batch-norm statistics after fresh clustering (science.md 1.5, row 19).</summary>
public enum FreshBatchNorm
{
    /// <summary>The statistics as the clustering left them, as released.</summary>
    [JsonStringEnumMemberName("drifted")]
    Drifted,

    /// <summary>The statistics as the training left them.</summary>
    [JsonStringEnumMemberName("restored")]
    Restored,
}
