using System.Text.Json;
using PiCIE.Experiments.States;

namespace PiCIE.Pipeline.Documents;

/// <summary>The document of one run, with everything that is known of it.</summary>
public sealed record RunDocument
{
    /// <summary>Id of the run.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name within the experiment.</summary>
    public required string Name { get; init; }

    /// <summary>Status of the run.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Whether somebody asks for it: it was submitted, or a process follows it. One that is not done and not asked for is worked on only where others share its stages.</summary>
    public bool Asked { get; init; }

    /// <summary>Where its stage stands that is next, and when that is expected to start, in one sentence; null where nothing of it is wanted, and in lists.</summary>
    public string? Waits { get; init; }

    /// <summary>Whether its experiment is paused.</summary>
    public bool Paused { get; init; }

    /// <summary>Time of the first submit (UTC).</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Time when it ended (UTC); null before.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Seconds that its stages were worked on: all their attempts added up, also those that other runs share or made before. Null until it ends, and for an imported one.</summary>
    public double? Seconds { get; init; }

    /// <summary>The run that took its place, because photographs, labels or the code of a stage changed; null for a current run.</summary>
    public Guid? SupersededBy { get; init; }

    /// <summary>Hash of the settings without seeds.</summary>
    public required string ConfigId { get; init; }

    /// <summary>Tags of the run and of its experiment.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Notes on the run and on its experiment.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Seeds of the training and of the fresh clustering.</summary>
    public required SeedsDocument Seeds { get; init; }

    /// <summary>The settings with every default filled in.</summary>
    public required JsonElement Settings { get; init; }

    /// <summary>Protocol of the figures: the rules under which they stand.</summary>
    public required JsonElement Protocol { get; init; }

    /// <summary>Use of labels before the evaluation.</summary>
    public required LabelUse LabelsUsed { get; init; }

    /// <summary>Figures by split, in percent; empty until evaluated and where there are no labels.</summary>
    public required IReadOnlyDictionary<string, SplitMetrics> Metrics { get; init; }

    /// <summary>The stages in their order.</summary>
    public required IReadOnlyList<StageDocument> Stages { get; init; }

    /// <summary>Absolute paths of what the run made, by name; <see cref="ArtifactNames"/> has the names.</summary>
    public required IReadOnlyDictionary<string, string> Artifacts { get; init; }

    /// <summary>Curve of the training, epoch by epoch, from the first one that has ended; empty for a method that does not train.</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }
}

/// <summary>The seeds of a run.</summary>
/// <param name="Train">Seed of the training.</param>
/// <param name="Cluster">Seed of the fresh clustering.</param>
public sealed record SeedsDocument(long Train, long Cluster);

/// <summary>One epoch of the training curve.</summary>
/// <param name="Epoch">Number of the epoch, from 0.</param>
/// <param name="Loss">Mean of the summed loss.</param>
/// <param name="Within">Mean of the loss within views.</param>
/// <param name="Cross">Mean of the loss across views.</param>
/// <param name="KmeansLoss1">k-means loss of view 1.</param>
/// <param name="KmeansLoss2">k-means loss of view 2.</param>
/// <param name="Seconds">Duration in seconds.</param>
/// <param name="Metrics">
/// Figures of this epoch's weights with its own centroids, by split, where <c>evaluate.epochs</c> asks for them; else null. Repeats 1 and 2
/// are the centroids of views 1 and 2.
/// </param>
public sealed record CurvePoint(
    int Epoch,
    double? Loss,
    double? Within,
    double? Cross,
    double? KmeansLoss1,
    double? KmeansLoss2,
    double? Seconds,
    IReadOnlyDictionary<string, SplitMetrics>? Metrics = null);
