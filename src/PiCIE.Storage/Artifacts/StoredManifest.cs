namespace PiCIE.Storage.Artifacts;

/// <summary>A manifest as it was stored.</summary>
/// <param name="Sha256">SHA-256 of its text.</param>
/// <param name="Files">Its files by name.</param>
public sealed record StoredManifest(string Sha256, IReadOnlyList<ManifestFile> Files)
{
    /// <summary>Length of all files in bytes.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);
}
