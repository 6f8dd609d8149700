using PiCIE.Experiments.Settings;
using PiCIE.Segmentation.Inference;

namespace PiCIE.Stages;

/// <summary>Translates a score of the settings into the library's.</summary>
internal static class ClusterScores
{
    /// <summary>Returns the library's score.</summary>
    public static ClusterScore Of(EvalScore score) => score switch
    {
        EvalScore.NegativeDistance => ClusterScore.NegativeDistance,
        EvalScore.Cosine => ClusterScore.Cosine,
        EvalScore.InnerProduct => ClusterScore.InnerProduct,
        _ => throw new ArgumentOutOfRangeException(nameof(score), score, "There is no such score."),
    };
}
