using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;

namespace PiCIE.Evaluation.Protocols;

/// <summary>What a figure refers to. Two figures may stand in one ranking only if their protocols are equal.</summary>
public sealed record EvaluationProtocol
{
    /// <summary>Name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>Fingerprint of the task.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>How clusters were assigned to classes.</summary>
    public required MatchingRule Matching { get; init; }

    /// <summary>Over which classes means are taken.</summary>
    public required AveragingRule Average { get; init; }

    /// <summary>The split that was scored.</summary>
    public required string Split { get; init; }

    /// <summary>Side of the evaluated squares in pixels.</summary>
    public required int Resolution { get; init; }

    /// <summary>Number of clusters.</summary>
    public required int K { get; init; }

    /// <summary>Which centroids were scored: <c>fresh</c> or <c>trained</c>.</summary>
    public required string Centroids { get; init; }

    /// <summary>How a pixel's score for a centroid is computed: <c>inner-product</c>, <c>negative-distance</c> or <c>cosine</c>.</summary>
    public required string EvalScore { get; init; }

    /// <summary>How photographs are packed, for it changes pixels: <c>raw</c> or <c>jpeg</c>.</summary>
    public string Packing { get; init; } = "raw";
}
