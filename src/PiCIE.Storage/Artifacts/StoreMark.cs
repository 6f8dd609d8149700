namespace PiCIE.Storage.Artifacts;

/// <summary>The mark of the folder that holds the artifacts which this database names. The folder carries the same mark in a file.</summary>
public sealed class StoreMark
{
    /// <summary>Id, which the file repeats.</summary>
    public Guid Id { get; init; }

    /// <summary>Time when the folder was first used.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
