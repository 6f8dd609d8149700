namespace PiCIE.Storage.Experiments;

/// <summary>The long documents of a run. They stand apart from <see cref="Run"/>, so that a list reads short rows.</summary>
public sealed class StoredDocuments
{
    /// <summary>The run.</summary>
    public Guid RunId { get; init; }

    /// <summary>The settings as JSON, every default filled in.</summary>
    public required string Settings { get; init; }

    /// <summary>The protocol of its figures as JSON.</summary>
    public required string Protocol { get; init; }
}
