using PiCIE.Evaluation.Layouts;

namespace PiCIE.Experiments.Tools;

/// <summary>The findings of a check in one split.</summary>
/// <param name="Split">Its name.</param>
/// <param name="Photographs">Photographs that can be read.</param>
/// <param name="Labels">Label images that can be read and fit.</param>
/// <param name="Sizes">Sizes of the photographs, most frequent first.</param>
/// <param name="Turned">Photographs whose metadata turn them, by orientation; they are read upright.</param>
/// <param name="Pixels">Label pixels of each class, by class id; empty without classes.</param>
/// <param name="IgnoredPixels">Label pixels that the task ignores.</param>
/// <param name="Unlabelled">Photographs without a label image although others of the split have one; no failure where nothing is evaluated.</param>
/// <param name="LeftOut">Files of its folders that no run looks at, by reason.</param>
/// <param name="Bad">Every file that cannot be used.</param>
public sealed record CheckedSplit(
    string Split,
    int Photographs,
    int Labels,
    IReadOnlyList<PhotographSize> Sizes,
    IReadOnlyList<TurnedPhotographs> Turned,
    IReadOnlyList<long> Pixels,
    long IgnoredPixels,
    int Unlabelled,
    IReadOnlyList<LeftOutFiles> LeftOut,
    IReadOnlyList<BadFile> Bad);
