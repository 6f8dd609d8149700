using PiCIE.Evaluation.Classes;

namespace PiCIE.Evaluation.Tasks;

/// <summary>
/// The task that a figure refers to: data set, splits, label map, sizes, ignored values, matching and averaging. It is read from a task file
/// (<c>picie-task/1</c>) and is immutable.
/// </summary>
public sealed record SegmentationTask
{
    /// <summary>Name of the task, for example <c>camvid-11</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The classes, or null for photographs without labels.</summary>
    public ClassTable? Classes { get; init; }

    /// <summary>Says how photographs and label images lie on disk.</summary>
    public required TaskLayout Layout { get; init; }

    /// <summary>The splits by name.</summary>
    public required IReadOnlyDictionary<string, TaskSplit> Splits { get; init; }

    /// <summary>Says how photographs and label images become squares.</summary>
    public TaskSize Size { get; init; } = new();

    /// <summary>Says how label images are read.</summary>
    public TaskLabels Labels { get; init; } = new();

    /// <summary>Says how the task is scored unless a spec says otherwise.</summary>
    public TaskEvaluation Evaluate { get; init; } = new();

    /// <summary>
    /// Returns the SHA-256 of the task's content in canonical form, 64 hexadecimal digits. Equal tasks have equal fingerprints, whatever
    /// their files look like.
    /// </summary>
    public string Fingerprint() => TaskFingerprint.Of(this);
}
