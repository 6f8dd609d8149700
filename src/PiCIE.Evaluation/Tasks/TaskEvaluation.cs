using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;

namespace PiCIE.Evaluation.Tasks;

/// <summary>Says how a task is scored unless a spec says otherwise.</summary>
public sealed record TaskEvaluation
{
    /// <summary>Says how clusters are assigned to classes.</summary>
    public MatchingRule Matching { get; init; } = MatchingRule.Hungarian;

    /// <summary>Says over which classes a mean is taken.</summary>
    public AveragingRule Average { get; init; } = AveragingRule.MeanOverDefined;
}
