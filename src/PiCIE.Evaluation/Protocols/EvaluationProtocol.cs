using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;

namespace PiCIE.Evaluation.Protocols;

/// <summary>
/// Names everything that a figure depends on beside the predictions. Two figures may stand in one ranking only if their protocols, each of
/// one split, are written alike.
/// </summary>
public sealed record EvaluationProtocol
{
    /// <summary>Name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>Fingerprint of the task.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Says how clusters were assigned to classes.</summary>
    public required MatchingRule Matching { get; init; }

    /// <summary>Says over which classes means are taken.</summary>
    public required AveragingRule Average { get; init; }

    /// <summary>The splits that are scored, each by itself.</summary>
    public required IReadOnlyList<string> Splits { get; init; }

    /// <summary>Side of the evaluated squares in pixels.</summary>
    public required int Resolution { get; init; }

    /// <summary>Number of clusters.</summary>
    public required int K { get; init; }

    /// <summary>Says which centroids are scored: <c>fresh</c> or <c>trained</c>.</summary>
    public required string Centroids { get; init; }

    /// <summary>Says how a pixel's score for a centroid is computed: <c>inner-product</c>, <c>negative-distance</c> or <c>cosine</c>.</summary>
    public required string EvalScore { get; init; }

    /// <summary>Says how photographs are packed, for it changes pixels: <c>raw</c> or <c>jpeg</c>.</summary>
    public required string Packing { get; init; }

    /// <summary>Returns the protocol of the figures of one split: the other splits say nothing about it.</summary>
    /// <param name="split">The split.</param>
    public EvaluationProtocol OfSplit(string split) => this with { Splits = [split] };

    /// <summary>Returns the protocol where the training's own centroids are scored instead.</summary>
    /// <param name="clusters">Number of clusters of the training.</param>
    public EvaluationProtocol OfTrained(int clusters) => this with { Centroids = "trained", K = clusters };
}
