namespace PiCIE.Evaluation.Layouts;

/// <summary>The image files directly in a folder, by stem. Hidden files and files with other endings do not count.</summary>
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

    /// <summary>Path of the folder.</summary>
    public string Path { get; }

    /// <summary>Endings of the files that count.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>The stems in no order, in the one Unicode form in which names are compared.</summary>
    public IReadOnlyCollection<string> Stems => _pathOfStem.Keys;

    /// <summary>Reads the names in a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="extensions">Endings of the files that count, with their dots.</param>
    /// <exception cref="TaskInputException">There is no such folder, or two files differ only in the ending or in the Unicode form of the name.</exception>
    public static ImageFolder Open(string path, IReadOnlyList<string> extensions)
    {
        if (!Directory.Exists(path))
        {
            string otherCase = InOtherCase(path) is { } other ? $" ({other} differs in upper and lower case)" : "";
            throw new TaskInputException($"the folder {path} does not exist{otherCase}", "check the data folder and the layout of the task");
        }

        Dictionary<string, string> pathOfStem = new(StringComparer.Ordinal);
        foreach (string file in Files(path, extensions))
        {
            string stem = EquivalentPath.Normal(System.IO.Path.GetFileNameWithoutExtension(file));
            if (!pathOfStem.TryAdd(stem, file))
            {
                throw Twins(file, pathOfStem[stem]);
            }
        }

        return new ImageFolder(path, extensions, pathOfStem);
    }

    /// <summary>Lists the image files directly in a folder, sorted ordinally so that messages do not depend on the file system.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="extensions">Endings of the files that count, with their dots.</param>
    public static IReadOnlyList<string> Files(string path, IReadOnlyList<string> extensions) =>
        [.. Directory.EnumerateFiles(path).Where(file => Counts(file, extensions)).Order(StringComparer.Ordinal)];

    /// <summary>Returns whether a file is an image by its name: not hidden, with one of the endings.</summary>
    /// <param name="file">Path or name of the file.</param>
    /// <param name="extensions">The endings, with their dots.</param>
    public static bool Counts(string file, IReadOnlyList<string> extensions) =>
        !System.IO.Path.GetFileName(file).StartsWith('.') && extensions.Contains(System.IO.Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the full path of the image with this stem; null where there is none.</summary>
    /// <param name="stem">Name without folder and ending, in any Unicode form.</param>
    public string? Find(string stem) => _pathOfStem.GetValueOrDefault(EquivalentPath.Normal(stem));

    /// <summary>
    /// Tells what may be meant by a stem that is not there, for messages: a file whose name differs in upper and lower case, has an ending
    /// that is not read, or goes on behind the stem. Returns null where there is none.
    /// </summary>
    /// <param name="stem">Name without folder and ending.</param>
    public string? Near(string stem)
    {
        string wanted = EquivalentPath.Normal(stem);
        string[] names = [.. Directory.EnumerateFileSystemEntries(Path).Select(entry => System.IO.Path.GetFileName(entry)).Order(StringComparer.Ordinal)];
        string? Match(Func<string, bool> fits) => names.FirstOrDefault(fits) is { } name ? System.IO.Path.Combine(Path, name) : null;
        string StemOf(string name) => EquivalentPath.Normal(System.IO.Path.GetFileNameWithoutExtension(name));

        if (Match(name => Counts(name, Extensions) && string.Equals(StemOf(name), wanted, StringComparison.OrdinalIgnoreCase) && StemOf(name) != wanted) is { } otherCase)
        {
            return $"{otherCase} differs in upper and lower case";
        }

        if (Match(name => StemOf(name) == wanted) is { } otherEnding)
        {
            return Directory.Exists(otherEnding) ? $"{otherEnding} is a folder" : $"{otherEnding} is there, with an ending that is not read here";
        }

        return Match(name => Counts(name, Extensions) && StemOf(name) is { } longer && longer.StartsWith(wanted, StringComparison.Ordinal) && !char.IsLetterOrDigit(longer[wanted.Length])) is { } suffixed
            ? $"{suffixed} is there, whose name goes on behind that of the photograph"
            : null;
    }

    /// <summary>Returns all stems, sorted ordinally.</summary>
    /// <exception cref="TaskInputException">There is none; the message names a folder below that has some.</exception>
    public IReadOnlyList<string> SortedStems() => _pathOfStem.Count > 0
        ? [.. _pathOfStem.Keys.Order(StringComparer.Ordinal)]
        : throw new TaskInputException(
            $"the folder {Path} has no photographs{Below()}", $"files with the endings {string.Join(", ", Extensions)} directly in it are taken, none of folders below");

    private static string? InOtherCase(string path) => System.IO.Path.GetDirectoryName(path) is { } parent && Directory.Exists(parent)
        ? Directory.EnumerateDirectories(parent).Order(StringComparer.Ordinal)
            .FirstOrDefault(folder => string.Equals(System.IO.Path.GetFileName(folder), System.IO.Path.GetFileName(path), StringComparison.OrdinalIgnoreCase))
        : null;

    private string Below() => FoldersBelow.WithImages(Path, Extensions).FirstOrDefault() is { } below ? $", but the folder {below} below it has" : "";

    private static TaskInputException Twins(string file, string other)
    {
        bool sameText = System.IO.Path.GetFileNameWithoutExtension(file) == System.IO.Path.GetFileNameWithoutExtension(other);
        return new TaskInputException(
            sameText
                ? $"{file} and {other} have the same name but for the ending"
                : $"{file} and {other} have the same name in two Unicode forms, which look alike",
            "names of outputs are made of the stem: rename or remove one of them");
    }
}
