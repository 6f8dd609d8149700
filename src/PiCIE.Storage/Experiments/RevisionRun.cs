namespace PiCIE.Storage.Experiments;

/// <summary>A row that says that a submitted text names a run.</summary>
public sealed class RevisionRun
{
    /// <summary>Id of the revision with the text.</summary>
    public Guid RevisionId { get; init; }

    /// <summary>Id of the run.</summary>
    public Guid RunId { get; init; }
}
