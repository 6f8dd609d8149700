namespace PiCIE.Storage.Experiments;

/// <summary>One text that was submitted under the name of an experiment, verbatim.</summary>
public sealed class SpecRevision
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>Id of the experiment.</summary>
    public Guid ExperimentId { get; init; }

    /// <summary>Number of the revision, from 1 within the experiment.</summary>
    public int Number { get; init; }

    /// <summary>Text of the spec, verbatim.</summary>
    public required string Text { get; init; }

    /// <summary>Settings of the command line, as a JSON list.</summary>
    public required string Overrides { get; init; }

    /// <summary>SHA-256 of text and overrides; the same content is the same revision.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Time when it was submitted.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
