namespace PiCIE.Storage.Experiments;

/// <summary>One complete assignment of settings. Its status is derived from its stages and stands nowhere.</summary>
public sealed class Run
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>The experiment.</summary>
    public Guid ExperimentId { get; init; }

    /// <summary>Its name within the experiment.</summary>
    public required string Name { get; init; }

    /// <summary>Identity within the experiment: hash of config id, seeds and the keys of the stages.</summary>
    public required string Identity { get; init; }

    /// <summary>Hash of the settings without seeds; replicates share it.</summary>
    public required string ConfigId { get; init; }

    /// <summary>Seed of the training.</summary>
    public long TrainSeed { get; init; }

    /// <summary>Seed of the fresh clustering.</summary>
    public long ClusterSeed { get; init; }

    /// <summary>The settings as JSON, every default filled in.</summary>
    public required string Settings { get; init; }

    /// <summary>The protocol of its figures as JSON.</summary>
    public required string Protocol { get; init; }

    /// <summary>The newest revision that names it.</summary>
    public int Revision { get; set; }

    /// <summary>Place in the order of its experiment.</summary>
    public int Position { get; init; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its end was announced; null before, and again when a stage of it has to be done anew.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
