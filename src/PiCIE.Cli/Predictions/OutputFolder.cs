namespace PiCIE.Cli.Predictions;

/// <summary>
/// The folder that takes a prediction. It is made before the work, so that a folder that cannot be made ends the command then and not after
/// the last photograph; where nothing was written it goes again.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly string _path;
    private readonly bool _isNew;

    /// <summary>Makes the folder where it is not there.</summary>
    /// <param name="path">Absolute path of the folder.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public OutputFolder(string path)
    {
        (_path, _isNew) = (path, !Directory.Exists(path));
        Directory.CreateDirectory(path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isNew && !Directory.EnumerateFileSystemEntries(_path).Any())
        {
            Directory.Delete(_path);
        }
    }
}
