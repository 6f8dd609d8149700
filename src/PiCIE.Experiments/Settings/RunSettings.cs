namespace PiCIE.Experiments.Settings;

/// <summary>
/// The settings of one run, typed, with every default filled in (spec.md 2). Values that depend on the task (number of clusters, matching)
/// are null only until the settings have been checked against it.
/// </summary>
public sealed record RunSettings
{
    /// <summary>Name of a built-in task or path of a task file, as written.</summary>
    public required string Task { get; init; }

    /// <summary>Name or path of the data set, as written.</summary>
    public required string Data { get; init; }

    /// <summary>The method of the run.</summary>
    public Method Method => Train.Training.Method;

    /// <summary>The preset that the switches start from.</summary>
    public Preset Preset { get; init; } = Preset.Released202112;

    /// <summary>The switches: those of the preset, changed as the spec sets them.</summary>
    public RunSwitches Switches { get; init; } = RunSwitches.Of(Preset.Released202112);

    /// <summary>The trunk and its start weights.</summary>
    public BackboneChoice Backbone { get; init; } = new();

    /// <summary>Sizes and form of the packs.</summary>
    public PreprocessSettings Preprocess { get; init; } = new();

    /// <summary>Settings of the training.</summary>
    public required TrainSettings Train { get; init; }

    /// <summary>Settings of the fresh clustering.</summary>
    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>Settings of the evaluation.</summary>
    public EvaluateSettings Evaluate { get; init; } = new();

    /// <summary>Number of clusters of the training; null for a method without one, and until it is known.</summary>
    public int? TrainedClusters => (Train.Training as PicieTraining)?.K;

    /// <summary>Epochs whose weights and centroids stay as artifacts, ascending.</summary>
    public IReadOnlyList<int> KeptEpochs => (Train.Training as PicieTraining)?.KeepEpochs ?? [];
}
