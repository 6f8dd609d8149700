using PiCIE.Experiments.Tools;
using PiCIE.Pipeline;

namespace PiCIE.Cli.Predictions;

/// <summary>
/// The folder that takes a prediction. It is looked at and made before the work, so that a folder that cannot be made, and a file that would be
/// overwritten, end the command then and not after the last photograph; where nothing was written the folder goes again.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly string _path;
    private readonly bool _isNew;

    /// <summary>Makes the folder where it is not there.</summary>
    /// <param name="path">Absolute path of the folder.</param>
    /// <param name="photographs">Photographs that are to be segmented.</param>
    /// <exception cref="PicieException">It cannot be made, is a file, or holds a file of a name that would be written: it may be a label by hand.</exception>
    public OutputFolder(string path, IReadOnlyList<PredictedPhotograph> photographs)
    {
        (_path, _isNew) = (path, !Directory.Exists(path));
        if (File.Exists(path))
        {
            throw new PicieException("not-a-folder", $"--out names {path}, which is a file.", path, "Name a folder; it is made where it is missing.", ProblemKind.Input);
        }

        string[] there =
        [
            .. photographs.SelectMany(photograph => new[] { PredictToolSettings.MasksFolder, PredictToolSettings.OverlaysFolder }
                .Select(kind => Path.Combine(path, kind, $"{photograph.Name}.png"))).Where(Path.Exists),
        ];
        if (there.Length > 0)
        {
            throw new PicieException(
                "file-exists", $"{there[0]} is there already{(there.Length > 1 ? $", and {there.Length - 1} more of the files to be written" : "")}; nothing is overwritten.",
                there[0], "Name another folder with --out, or remove them first.", ProblemKind.Conflict);
        }

        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new PicieException(
                "no-output-folder", $"The folder of --out cannot be made: {refused.Message}", path, "Name a folder that you may write to.", ProblemKind.Environment, refused);
        }
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
