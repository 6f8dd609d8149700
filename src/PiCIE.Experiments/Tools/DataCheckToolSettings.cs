using PiCIE.Evaluation.Tasks;

namespace PiCIE.Experiments.Tools;

/// <summary>
/// Opens every photograph and label image of some splits. Input: <c>data</c> (the folder). Writes no file. A bad file is a row of the
/// output, no failure; a split whose folder or list is missing altogether is one.
/// </summary>
public sealed record DataCheckToolSettings
{
    /// <summary>The task.</summary>
    public required SegmentationTask Task { get; init; }

    /// <summary>Names of the splits to look at.</summary>
    public required IReadOnlyList<string> Splits { get; init; }

    /// <summary>Those of them that are evaluated: there a missing label image is a failure, elsewhere a note.</summary>
    public required IReadOnlyList<string> Evaluated { get; init; }
}
