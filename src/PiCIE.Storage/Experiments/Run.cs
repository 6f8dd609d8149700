using PiCIE.Experiments.States;

namespace PiCIE.Storage.Experiments;

/// <summary>One complete assignment of settings. Status, counts and headline figures are kept up to date by whatever changes a stage of it.</summary>
public sealed class Run
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>Id of the experiment.</summary>
    public Guid ExperimentId { get; init; }

    /// <summary>Its name within the experiment.</summary>
    public required string Name { get; init; }

    /// <summary>The name that a person gave it, or null.</summary>
    public string? DisplayName { get; set; }

    /// <summary>Identity within the experiment: hash of config id, seeds and the keys of the stages.</summary>
    public required string Identity { get; init; }

    /// <summary>Hash of the settings without seeds; replicates share it.</summary>
    public required string ConfigId { get; init; }

    /// <summary>
    /// Hash of the settings as they are shown, without seeds; filters find the settings under it. It differs from the config id, which leaves out what
    /// changes no result (device, threads) and how a path is written. Null for a run that is older than this.
    /// </summary>
    public string? SettingsId { get; init; }

    /// <summary>
    /// Hash of config id, photographs and stage versions. Runs that share it are replicates, whose figures may be averaged; one config id on
    /// other photographs or by older code stands apart (spec.md 3).
    /// </summary>
    public required string GroupKey { get; init; }

    /// <summary>
    /// Key of what the run counts as among its replicates: its training, or its clustering where nothing is trained. Several runs of one
    /// training are one member.
    /// </summary>
    public required string MemberKey { get; init; }

    /// <summary>Seed of the training.</summary>
    public long TrainSeed { get; init; }

    /// <summary>Seed of the fresh clustering.</summary>
    public long ClusterSeed { get; init; }

    /// <summary>The newest revision that names it.</summary>
    public int Revision { get; set; }

    /// <summary>Place in the order of its experiment.</summary>
    public int Position { get; init; }

    /// <summary>The status, as <see cref="RunStatuses"/> derives it from the stages.</summary>
    public RunStatus Status { get; set; }

    /// <summary>Number of its stages.</summary>
    public int StageCount { get; init; }

    /// <summary>Number of its stages that are done.</summary>
    public int DoneStageCount { get; set; }

    /// <summary>Split of the headline figures; null until evaluated, and without labels.</summary>
    public string? HeadlineSplit { get; set; }

    /// <summary>Headline pixel accuracy in percent, mean over the repeats; or null.</summary>
    public double? Accuracy { get; set; }

    /// <summary>Headline mean intersection over union in percent, mean over the repeats; or null.</summary>
    public double? MeanIoU { get; set; }

    /// <summary>Lower-case text in which a search for a word looks.</summary>
    public string SearchText { get; set; } = string.Empty;

    /// <summary>Time when it was added.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Time of the newest submit that names it; null where nobody asks for it, or only processes that follow it while they live.</summary>
    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>Time when it ended; null before, and again when a stage of it has to be done anew.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Time when somebody canceled it, or null.</summary>
    public DateTimeOffset? CanceledAt { get; set; }

    /// <summary>Id of the run that took its place (a corrected photograph, a new stage version), or null.</summary>
    public Guid? SupersededById { get; set; }

    /// <summary>Time when it was archived, or null.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>Time when it was deleted, or null.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}
