namespace PiCIE.Storage.Artifacts;

/// <summary>One file of an artifact.</summary>
public sealed class ArtifactFile
{
    /// <summary>Id of the artifact.</summary>
    public Guid ArtifactId { get; init; }

    /// <summary>Path within the artifact, with forward slashes.</summary>
    public required string Name { get; init; }

    /// <summary>Length in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>SHA-256 of the content.</summary>
    public required string Sha256 { get; init; }
}
