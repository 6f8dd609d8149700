namespace PiCIE.Storage.Experiments;

/// <summary>That a submitted text names a run.</summary>
public sealed class RevisionRun
{
    /// <summary>The text.</summary>
    public Guid RevisionId { get; init; }

    /// <summary>The run.</summary>
    public Guid RunId { get; init; }
}
