namespace PiCIE.Storage.Artifacts;

/// <summary>The immutable output of one attempt at a stage, or stored start weights: files with a manifest.</summary>
public sealed class Artifact
{
    /// <summary>Id (UUIDv7): that of the attempt that made it, and so its place in the store.</summary>
    public Guid Id { get; init; }

    /// <summary>Kind of the stage that made it, or <c>weights</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The stage key, or the content hash of start weights.</summary>
    public required string Key { get; init; }

    /// <summary>Number of the attempt that made it; 1 for start weights.</summary>
    public int Attempt { get; init; }

    /// <summary>SHA-256 of its manifest.</summary>
    public required string ManifestSha256 { get; init; }

    /// <summary>Length of all files in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>The output record that the stage reported beside its files, as JSON; null for start weights.</summary>
    public string? Output { get; init; }

    /// <summary>Time when it was stored.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Time when its files were found missing or damaged, or were removed; null while they are there.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}
