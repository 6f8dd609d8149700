namespace PiCIE.Storage.Artifacts;

/// <summary>
/// Keeps artifacts: immutable, whole or absent. Nobody writes where another attempt wrote, for the address holds the attempt; which
/// artifact counts is not known here.
/// </summary>
public interface IArtifactStore
{
    /// <summary>
    /// Stores the files of a scratch folder. They are moved, and so gone from it. Where the same files stand whole at the address
    /// already, those are taken and nothing is written.
    /// </summary>
    /// <param name="address">Where.</param>
    /// <param name="folder">The folder that holds them.</param>
    /// <param name="files">The files, with the hashes that their content must have.</param>
    /// <param name="cancel">Gives up; nothing is stored then.</param>
    /// <returns>The manifest as stored.</returns>
    /// <exception cref="ArtifactException">A file is missing or has another content, or the address is taken by others.</exception>
    Task<StoredManifest> StoreAsync(
        ArtifactAddress address, string folder, IReadOnlyList<ManifestFile> files, CancellationToken cancel);

    /// <summary>Stores a copy of one file of a person as an artifact of one file; the same file at the address already is taken.</summary>
    /// <param name="address">Where.</param>
    /// <param name="path">The file.</param>
    /// <param name="file">Its name in the artifact, and what its content must be.</param>
    /// <param name="cancel">Gives up; nothing is stored then.</param>
    /// <returns>The manifest as stored.</returns>
    /// <exception cref="ArtifactException">The file has another content, or the address is taken by others.</exception>
    Task<StoredManifest> StoreFileAsync(ArtifactAddress address, string path, ManifestFile file, CancellationToken cancel);

    /// <summary>Highest number under which something is stored for a key, whoever stored it; 0 for nothing.</summary>
    /// <param name="kind">Kind of the stage in lower case, or <c>weights</c>.</param>
    /// <param name="key">The stage key, or the content hash of start weights.</param>
    int LastAttempt(string kind, string key);

    /// <summary>Absolute path of an artifact's folder, or of one file in it, whether it exists or not.</summary>
    /// <param name="address">Which artifact.</param>
    /// <param name="file">A file of it, or null.</param>
    string PathOf(ArtifactAddress address, string? file = null);

    /// <summary>What is missing or damaged, as a sentence; null where all is well.</summary>
    /// <param name="address">Which artifact.</param>
    /// <param name="manifestSha256">The hash that its manifest must have.</param>
    /// <param name="depth">How closely to look.</param>
    /// <param name="cancel">Gives up.</param>
    Task<string?> DamageAsync(ArtifactAddress address, string manifestSha256, CheckDepth depth, CancellationToken cancel);
}
