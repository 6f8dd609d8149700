namespace PiCIE.Storage.Artifacts;

/// <summary>
/// Keeps artifacts, which are immutable, and whole or absent. Nobody writes where another attempt wrote, for the address holds the attempt;
/// which artifact counts is not known here.
/// </summary>
public interface IArtifactStore
{
    /// <summary>
    /// Stores the files of a scratch folder. They stay there, so that a result survives whatever goes wrong afterwards. Where the same
    /// files stand whole at the address already, those are taken and nothing is written.
    /// </summary>
    /// <param name="address">Address of the artifact.</param>
    /// <param name="folder">The folder that holds them.</param>
    /// <param name="files">The files, with the hashes that their content must have.</param>
    /// <param name="depth">
    /// How closely the files are looked at before they are taken. <see cref="CheckDepth.Contents"/> is for files that lay about; whoever
    /// has just written a file has just hashed it, and packs are large.
    /// </param>
    /// <param name="cancel">Cancels the call; nothing has been stored then.</param>
    /// <returns>The manifest as stored.</returns>
    /// <exception cref="ArtifactException">A file is missing or has another content, or the address is taken by others.</exception>
    /// <exception cref="IOException">The disk of the store refuses service; nothing is stored and the scratch folder is whole.</exception>
    Task<StoredManifest> StoreAsync(
        ArtifactAddress address, string folder, IReadOnlyList<ManifestFile> files, CheckDepth depth, CancellationToken cancel);

    /// <summary>Stores a copy of a person's file as an artifact of one file. If the same file stands at the address already, it is taken.</summary>
    /// <param name="address">Address of the artifact.</param>
    /// <param name="path">The file.</param>
    /// <param name="file">Name of the file in the artifact, and the length and hash that it must have.</param>
    /// <param name="cancel">Cancels the call; nothing has been stored then.</param>
    /// <returns>The manifest as stored.</returns>
    /// <exception cref="ArtifactException">The file has another content, or the address is taken by others.</exception>
    Task<StoredManifest> StoreFileAsync(ArtifactAddress address, string path, ManifestFile file, CancellationToken cancel);

    /// <summary>Returns the absolute path of an artifact's folder, or of one file in it, whether it exists or not.</summary>
    /// <param name="address">Address of the artifact.</param>
    /// <param name="file">Name of a file in it; null for the folder.</param>
    string PathOf(ArtifactAddress address, string? file = null);

    /// <summary>Returns a sentence that says what is missing or damaged; null where the artifact is whole.</summary>
    /// <param name="address">Address of the artifact.</param>
    /// <param name="manifestSha256">The hash that its manifest must have.</param>
    /// <param name="depth">How closely to look.</param>
    /// <param name="cancel">Cancels the call.</param>
    Task<string?> DamageAsync(ArtifactAddress address, string manifestSha256, CheckDepth depth, CancellationToken cancel);

    /// <summary>Removes what stands at an address: at no moment does a part of it stand there. Where nothing stands, nothing happens.</summary>
    /// <param name="address">Address of a checkpoint, or of something that no row names.</param>
    /// <exception cref="IOException">The disk of the store refuses service.</exception>
    void Remove(ArtifactAddress address);

    /// <summary>Returns what stands in the store, whole or damaged, at this moment and later: what is stored meanwhile may be missing.</summary>
    IEnumerable<ArtifactAddress> List();

    /// <summary>Returns the length of the files that stand at an address, in bytes; 0 where nothing stands.</summary>
    /// <param name="address">The address.</param>
    long BytesOf(ArtifactAddress address);

    /// <summary>Removes what writers left aside that died before a time. What stands at an address is not touched.</summary>
    /// <param name="before">The time; no writer takes as long as that.</param>
    /// <param name="remove">Whether it is removed; otherwise it is only measured.</param>
    /// <returns>Its length in bytes.</returns>
    /// <exception cref="IOException">The disk of the store refuses service.</exception>
    long ClearAside(DateTimeOffset before, bool remove);
}
