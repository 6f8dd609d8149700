namespace PiCIE.Storage.Experiments;

/// <summary>What a person wrote about an experiment or one of its runs.</summary>
public sealed class Note
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>The experiment.</summary>
    public Guid ExperimentId { get; init; }

    /// <summary>The run, or null.</summary>
    public Guid? RunId { get; init; }

    /// <summary>Who wrote it.</summary>
    public required string Person { get; init; }

    /// <summary>The words.</summary>
    public required string Text { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
