using PiCIE.Evaluation.Tasks;

namespace PiCIE.Experiments.Tools;

/// <summary>
/// The settings of a check that opens every photograph and label image of some splits. Input: <c>data</c> (the folder). It writes no file.
/// A bad file is a row of the output and no failure; a split whose folder or list is missing altogether is a failure.
/// </summary>
public sealed record DataCheckToolSettings
{
    /// <summary>The task, which says where the files are and which classes labels may have.</summary>
    public required SegmentationTask Task { get; init; }

    /// <summary>Names of the splits to look at.</summary>
    public required IReadOnlyList<string> Splits { get; init; }

    /// <summary>Names of the splits that are evaluated. There a missing label image is a failure, elsewhere a note.</summary>
    public required IReadOnlyList<string> Evaluated { get; init; }
}
