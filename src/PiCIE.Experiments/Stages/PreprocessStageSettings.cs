using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Stages;

/// <summary>
/// What a preprocess stage makes of one list: those of its packs that the plan needs. Input <c>data</c>: the folder of the data set.
/// Output files: <c>base.pack</c>, <c>evaluation.pack</c>, <c>labels.pack</c>, those that are wanted.
/// </summary>
public sealed record PreprocessStageSettings
{
    /// <summary>The task: where the list and its files are, how they are resized.</summary>
    public required SegmentationTask Task { get; init; }

    /// <summary>The list.</summary>
    public required string Split { get; init; }

    /// <summary>Side of the base pack in pixels; null makes none.</summary>
    public int? BaseResolution { get; init; }

    /// <summary>Side of the evaluation pack and of the labels in pixels; null makes neither.</summary>
    public int? Resolution { get; init; }

    /// <summary>Whether the labels pack is made (raw ids, at <see cref="Resolution"/>).</summary>
    public bool Labels { get; init; }

    /// <summary>
    /// Fingerprint of the photographs that the stage was planned for; with others it fails. The keys of the packs hold it, so it enters
    /// no key again. Null takes what is there.
    /// </summary>
    public string? PhotographsSha256 { get; init; }

    /// <summary>Fingerprint of the label files that it was planned for, where <see cref="Labels"/> are packed; null takes what is there.</summary>
    public string? LabelsSha256 { get; init; }

    /// <summary>How base and evaluation packs hold pixels.</summary>
    public Packing Packing { get; init; } = Packing.Raw;
}
