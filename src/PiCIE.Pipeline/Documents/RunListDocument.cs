using System.Text.Json;
using System.Text.Json.Serialization;
using PiCIE.Experiments.States;

namespace PiCIE.Pipeline.Documents;

/// <summary>The document of <c>runs list</c>: a page of runs with their headline figures. Curve, matrices and paths stand in <c>runs show</c>.</summary>
/// <param name="Runs">The runs of the page, newest first.</param>
/// <param name="Summary">Figures over replicates, one a config id; empty where the page leaves runs out.</param>
/// <param name="Paging">Place of the page in the list.</param>
public sealed record RunListDocument(IReadOnlyList<RunListRow> Runs, IReadOnlyList<SummaryDocument> Summary, PagingDocument Paging)
{
    /// <summary>Sentences that say why an empty list may not be what was meant: a name that occurs in no run, a word that was read as text.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The place where the next page begins, for who reads on; null where this one is the last.</summary>
    [JsonIgnore]
    public string? Next { get; init; }
}

/// <summary>One run of a list.</summary>
public sealed record RunListRow
{
    /// <summary>Id of the run.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name within the experiment.</summary>
    public required string Name { get; init; }

    /// <summary>Id and name of the run's experiment.</summary>
    public required ExperimentName Experiment { get; init; }

    /// <summary>Status of the run.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Whether somebody asks for it: it was submitted, or a process follows it. One that is not done and not asked for is worked on only where others share its stages.</summary>
    public bool Asked { get; init; }

    /// <summary>Whether its experiment is paused.</summary>
    public bool Paused { get; init; }

    /// <summary>Number of its stages that are done.</summary>
    public required int StagesDone { get; init; }

    /// <summary>Number of its stages.</summary>
    public required int StageCount { get; init; }

    /// <summary>Time of the first submit (UTC).</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Time when it ended (UTC); null before.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Seconds that its stages were worked on: all their attempts added up, also those that other runs share or made before. Null until it ends, and for an imported one.</summary>
    public double? Seconds { get; init; }

    /// <summary>Machine and process that worked on its training; null before that.</summary>
    public string? Worker { get; init; }

    /// <summary>The device of its training; null before that.</summary>
    public string? Device { get; init; }

    /// <summary>Threads of its training; null before that.</summary>
    public int? Threads { get; init; }

    /// <summary>The program that trained it, with its version; null before that.</summary>
    public string? Program { get; init; }

    /// <summary>Most memory that its training held at once, in bytes; null until that is done.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>The run that took its place, because photographs, labels or the code of a stage changed; null for a current run.</summary>
    public Guid? SupersededBy { get; init; }

    /// <summary>Hash of the settings without seeds.</summary>
    public required string ConfigId { get; init; }

    /// <summary>Seeds of the training and of the fresh clustering.</summary>
    public required SeedsDocument Seeds { get; init; }

    /// <summary>The settings with every default filled in; null where they were not asked for.</summary>
    public JsonElement? Settings { get; init; }

    /// <summary>Protocol of the figures: the rules under which they stand; null where it was not asked for.</summary>
    public JsonElement? Protocol { get; init; }

    /// <summary>Name of the person who submitted the experiment; null where it was not asked for.</summary>
    public string? Person { get; init; }

    /// <summary>Data of the experiment, a name or the absolute path of a folder; null where it was not asked for.</summary>
    public string? Data { get; init; }

    /// <summary>Whether the run or its experiment is archived; null where it was not asked for.</summary>
    public bool? Archived { get; init; }

    /// <summary>Tags of the run and of its experiment; null where they were not asked for.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Notes on the run and on its experiment; null where they were not asked for.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>Use of labels before the evaluation.</summary>
    public required LabelUse LabelsUsed { get; init; }

    /// <summary>Headline figures by split, in the order of the spec, in percent; empty until evaluated and where there are no labels.</summary>
    public required IReadOnlyDictionary<string, HeadlineMetrics> Metrics { get; init; }
}

/// <summary>The headline figures of one split, in percent.</summary>
/// <param name="Accuracy">Pixel accuracy, mean over the repeats.</param>
/// <param name="MeanIoU">Mean intersection over union, mean over the repeats.</param>
public sealed record HeadlineMetrics(double Accuracy, [property: JsonPropertyName("meanIoU")] double MeanIoU)
{
    /// <summary>Sample deviation of the accuracy over the repeats; null where it was not asked for, or is not stored.</summary>
    public double? AccuracyStd { get; init; }

    /// <summary>Sample deviation of the mean IoU over the repeats; null where it was not asked for, or is not stored.</summary>
    [JsonPropertyName("meanIoUStd")]
    public double? MeanIoUStd { get; init; }

    /// <summary>Number of repeats of the clustering; null where it was not asked for.</summary>
    public int? Repeats { get; init; }

    /// <summary>Figures of each class by its key, absent ones left out; null where they were not asked for.</summary>
    public IReadOnlyDictionary<string, ClassFigures>? Classes { get; init; }
}

/// <summary>The figures of one class of a split, in percent.</summary>
/// <param name="Iou">Intersection over union, mean over the repeats.</param>
public sealed record ClassFigures(double Iou);
