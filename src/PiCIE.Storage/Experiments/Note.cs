namespace PiCIE.Storage.Experiments;

/// <summary>A text that a person wrote about an experiment or one of its runs.</summary>
public sealed class Note
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>Id of the experiment.</summary>
    public Guid ExperimentId { get; init; }

    /// <summary>Id of the run, or null.</summary>
    public Guid? RunId { get; init; }

    /// <summary>Name of the person who wrote it.</summary>
    public required string Person { get; init; }

    /// <summary>The text as the person wrote it.</summary>
    public required string Text { get; set; }

    /// <summary>Time when it was written.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
