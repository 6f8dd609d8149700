namespace PiCIE.Evaluation.Layouts;

/// <summary>The image files directly in a folder, by stem. Hidden files and other endings do not count.</summary>
public sealed class ImageFolder
{
    /// <summary>Endings of photographs, compared without case.</summary>
    public static readonly IReadOnlyList<string> PhotographExtensions = [".jpg", ".jpeg", ".png", ".webp", ".bmp"];

    /// <summary>Endings of label images: only lossless ones keep ids.</summary>
    public static readonly IReadOnlyList<string> LabelExtensions = [".png"];

    private readonly Dictionary<string, string> _pathOfStem;

    private ImageFolder(string path, IReadOnlyList<string> extensions, Dictionary<string, string> pathOfStem)
    {
        Path = path;
        Extensions = extensions;
        _pathOfStem = pathOfStem;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Endings of the files that count.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>Reads the names in a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="extensions">Endings of the files that count, with their dots.</param>
    /// <exception cref="TaskInputException">There is no such folder, or two files differ only in the ending.</exception>
    public static ImageFolder Open(string path, IReadOnlyList<string> extensions)
    {
        if (!Directory.Exists(path))
        {
            throw new TaskInputException($"the folder {path} does not exist", "check the data folder and the layout of the task");
        }

        Dictionary<string, string> pathOfStem = new(StringComparer.Ordinal);
        foreach (string file in Files(path, extensions))
        {
            string stem = System.IO.Path.GetFileNameWithoutExtension(file);
            if (!pathOfStem.TryAdd(stem, file))
            {
                throw new TaskInputException(
                    $"{file} and {pathOfStem[stem]} have the same name but for the ending",
                    "names of outputs are made of the stem: rename or remove one of them");
            }
        }

        return new ImageFolder(path, extensions, pathOfStem);
    }

    /// <summary>Image files directly in a folder, sorted ordinally so that messages do not depend on the file system.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="extensions">Endings of the files that count, with their dots.</param>
    public static IReadOnlyList<string> Files(string path, IReadOnlyList<string> extensions) =>
    [
        .. Directory.EnumerateFiles(path)
            .Where(file => !System.IO.Path.GetFileName(file).StartsWith('.')
                && extensions.Contains(System.IO.Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Full path of the image with a stem, or null.</summary>
    /// <param name="stem">Name without folder and ending.</param>
    public string? Find(string stem) => _pathOfStem.GetValueOrDefault(stem);

    /// <summary>All stems, sorted ordinally.</summary>
    /// <exception cref="TaskInputException">There is none.</exception>
    public IReadOnlyList<string> SortedStems() => _pathOfStem.Count > 0
        ? [.. _pathOfStem.Keys.Order(StringComparer.Ordinal)]
        : throw new TaskInputException(
            $"the folder {Path} has no photographs", $"files with the endings {string.Join(", ", Extensions)} directly in it are taken");
}
