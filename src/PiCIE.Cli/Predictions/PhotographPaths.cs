using PiCIE.Evaluation.Layouts;
using PiCIE.Experiments.Tools;
using PiCIE.Pipeline;

namespace PiCIE.Cli.Predictions;

/// <summary>Finds the photographs that a command line names, and gives each a name of its own for its outputs.</summary>
internal static class PhotographPaths
{
    /// <summary>Returns files as they are, and of folders the photographs right in them, sorted by name.</summary>
    /// <param name="paths">Absolute paths of files and folders.</param>
    /// <exception cref="PicieException">A path is missing, or a folder holds no photograph.</exception>
    public static IReadOnlyList<PredictedPhotograph> Of(IReadOnlyList<string> paths)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        return [.. paths.SelectMany(Files).Distinct(StringComparer.Ordinal).Select(file => new PredictedPhotograph(file, Unique(names, file)))];
    }

    private static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            throw new PicieException("no-photograph", $"There is no photograph or folder {path}.", path, "Name photographs, or a folder of them.", ProblemKind.Input);
        }

        IReadOnlyList<string> files = FilesIn(path);
        return files.Count > 0
            ? files
            : throw new PicieException(
                "no-photographs", $"The folder {path} holds no photograph ({string.Join(", ", ImageFolder.PhotographExtensions)}).", path,
                "Name the folder right above the photographs.", ProblemKind.Input);
    }

    private static IReadOnlyList<string> FilesIn(string folder)
    {
        try
        {
            return ImageFolder.Files(folder, ImageFolder.PhotographExtensions);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new PicieException("no-right", $"The folder {folder} may not be read.", folder, "Give this user the right to read it.", ProblemKind.Input, error);
        }
    }

    private static string Unique(HashSet<string> names, string file)
    {
        string stem = Path.GetFileNameWithoutExtension(file);
        string name = stem;
        for (int count = 2; !names.Add(name); count++)
        {
            name = $"{stem}-{count}";
        }

        return name;
    }
}
