using PiCIE.Experiments.Settings;
using PiCIE.Segmentation.Inference;

namespace PiCIE.Stages;

/// <summary>The library's name for a score of the settings.</summary>
internal static class ClusterScores
{
    /// <summary>How a pixel is scored.</summary>
    public static ClusterScore Of(EvalScore score) => score switch
    {
        EvalScore.NegativeDistance => ClusterScore.NegativeDistance,
        EvalScore.Cosine => ClusterScore.Cosine,
        EvalScore.InnerProduct => ClusterScore.InnerProduct,
        _ => throw new ArgumentOutOfRangeException(nameof(score), score, "There is no such score."),
    };
}
