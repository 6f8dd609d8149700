namespace PiCIE.Storage.Runs;

/// <summary>One row of the view <c>v_runs</c>.</summary>
public sealed record ListedRun
{
    /// <summary>Id of the run.</summary>
    public required Guid Id { get; init; }

    /// <summary>Id of its experiment.</summary>
    public required Guid ExperimentId { get; init; }

    /// <summary>Name of its experiment.</summary>
    public required string Experiment { get; init; }

    /// <summary>Name of the person who submitted the experiment.</summary>
    public required string Person { get; init; }

    /// <summary>Name of the run within its experiment.</summary>
    public required string Name { get; init; }

    /// <summary>Status in words: waiting, running, done, failed or canceled.</summary>
    public required string Status { get; init; }

    /// <summary>Hash of the settings without seeds.</summary>
    public required string ConfigId { get; init; }

    /// <summary>Whether it was submitted or a living process follows it, and nobody canceled or replaced it.</summary>
    public required bool Asked { get; init; }

    /// <summary>Whether its experiment is paused.</summary>
    public required bool Paused { get; init; }

    /// <summary>Hash of config id, photographs and stage versions; replicates share it.</summary>
    public required string GroupKey { get; init; }

    /// <summary>Id of the settings, or null.</summary>
    public string? SettingsId { get; init; }

    /// <summary>Key of what the run counts as among its replicates.</summary>
    public required string MemberKey { get; init; }

    /// <summary>Seed of the training.</summary>
    public required long TrainSeed { get; init; }

    /// <summary>Seed of the fresh clustering.</summary>
    public required long ClusterSeed { get; init; }

    /// <summary>Number of its stages.</summary>
    public required int StageCount { get; init; }

    /// <summary>Number of its stages that are done.</summary>
    public required int DoneStageCount { get; init; }

    /// <summary>Split of the headline figures, or null.</summary>
    public string? HeadlineSplit { get; init; }

    /// <summary>Headline pixel accuracy in percent, or null.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Headline mean intersection over union in percent, or null.</summary>
    public double? MeanIoU { get; init; }

    /// <summary>Time when it was added.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time that its stages were worked on: all their attempts added up, for whichever run they were made. Null until the run ends, and where no attempt is stored.</summary>
    public TimeSpan? Work { get; init; }

    /// <summary>Time when it ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Id of the run that took its place, or null.</summary>
    public Guid? SupersededById { get; init; }

    /// <summary>Final figures by key, where they were asked for.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = new Dictionary<string, double>();

    /// <summary>Settings by key, without seeds, where they were asked for.</summary>
    public IReadOnlyDictionary<string, SettingValue> Settings { get; init; } = new Dictionary<string, SettingValue>();
}
