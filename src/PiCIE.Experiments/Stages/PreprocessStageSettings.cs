using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Stages;

/// <summary>
/// The settings of a preprocess stage, which makes of one split those packs that the plan needs. Input: <see cref="InputRoles.Data"/>.
/// Output files: <see cref="ArtifactFiles.BasePack"/>, <see cref="ArtifactFiles.EvaluationPack"/>, <see cref="ArtifactFiles.LabelsPack"/>,
/// those that are wanted.
/// </summary>
public sealed record PreprocessStageSettings
{
    /// <summary>The task, which says where the split and its files are and how they are resized.</summary>
    public required SegmentationTask Task { get; init; }

    /// <summary>Name of the split.</summary>
    public required string Split { get; init; }

    /// <summary>Side of the base pack in pixels; null makes none.</summary>
    public int? BaseResolution { get; init; }

    /// <summary>Side of the evaluation pack and of the labels in pixels; null makes neither.</summary>
    public int? Resolution { get; init; }

    /// <summary>Whether the labels pack is made (raw ids, at <see cref="Resolution"/>).</summary>
    public bool Labels { get; init; }

    /// <summary>
    /// Fingerprint of the photographs that the stage was planned for; with others it fails. Null accepts any photographs. The keys of the
    /// packs hold it, so it enters no key again.
    /// </summary>
    public string? PhotographsSha256 { get; init; }

    /// <summary>
    /// Fingerprint of the label files that the stage was planned for, where <see cref="Labels"/> are packed; with others it fails. Null
    /// accepts any.
    /// </summary>
    public string? LabelsSha256 { get; init; }

    /// <summary>Form in which base and evaluation packs hold pixels.</summary>
    public Packing Packing { get; init; } = Packing.Raw;
}
