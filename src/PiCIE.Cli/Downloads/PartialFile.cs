namespace PiCIE.Cli.Downloads;

/// <summary>
/// The part of a file that has been fetched: <c>NAME.part</c>, and in <c>NAME.part.version</c> the server's name of that version (its
/// entity tag), so that no two versions are ever put together.
/// </summary>
internal sealed class PartialFile
{
    private readonly string _finalPath;

    /// <summary>Creates the partial file of a target.</summary>
    /// <param name="finalPath">Path of the whole file.</param>
    public PartialFile(string finalPath) => _finalPath = finalPath;

    /// <summary>Path of the bytes that have come.</summary>
    public string Path => _finalPath + ".part";

    /// <summary>Number of bytes that are there; 0 where there is no file.</summary>
    public long Length => File.Exists(Path) ? new FileInfo(Path).Length : 0;

    /// <summary>The server's name of the version, or null when it gave none.</summary>
    public string? Version => File.Exists(VersionPath) ? File.ReadAllText(VersionPath) : null;

    private string VersionPath => Path + ".version";

    /// <summary>Opens the part for writing, from the start or behind the bytes that are there; one process at a time.</summary>
    /// <param name="append">Whether to go on behind the bytes that are there.</param>
    /// <param name="version">The server's name of this version, if it gives one.</param>
    /// <exception cref="IOException">The file cannot be written, or another process is writing it.</exception>
    public FileStream Open(bool append, string? version)
    {
        FileStream stream = new(Path, append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None);
        if (!append)
        {
            Remember(version);
        }

        return stream;
    }

    /// <summary>Gives the whole file its name: it appears at once or not at all.</summary>
    public void Complete()
    {
        File.Move(Path, _finalPath, overwrite: true);
        File.Delete(VersionPath);
    }

    /// <summary>Removes the bytes that have come.</summary>
    public void Remove()
    {
        File.Delete(Path);
        File.Delete(VersionPath);
    }

    private void Remember(string? version)
    {
        if (version is null)
        {
            File.Delete(VersionPath);
        }
        else
        {
            File.WriteAllText(VersionPath, version);
        }
    }
}
