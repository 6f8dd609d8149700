namespace PiCIE.Storage.Experiments;

/// <summary>A process that wants the runs of one text while it lives.</summary>
public sealed class Follower
{
    /// <summary>Id (UUIDv7); the process holds a lock of this name in its home.</summary>
    public Guid Id { get; init; }

    /// <summary>Id of the revision with the text.</summary>
    public Guid RevisionId { get; init; }

    /// <summary>Time since when the process follows.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
