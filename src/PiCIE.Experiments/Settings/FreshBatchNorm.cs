using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Batch-norm statistics after fresh clustering (science.md 1.5, row 19).</summary>
public enum FreshBatchNorm
{
    /// <summary>As the clustering left them, as released.</summary>
    [JsonStringEnumMemberName("drifted")]
    Drifted,

    /// <summary>As the training left them.</summary>
    [JsonStringEnumMemberName("restored")]
    Restored,
}
