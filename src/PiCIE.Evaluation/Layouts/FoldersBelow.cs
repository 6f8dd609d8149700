namespace PiCIE.Evaluation.Layouts;

/// <summary>Finds folders below a folder of photographs that hold photographs too: no layout takes those.</summary>
internal static class FoldersBelow
{
    // Deep enough for a folder a city or a day; links are not followed, so a ring of links ends here.
    private static readonly EnumerationOptions Deep = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 4,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    /// <summary>Returns the folders directly below that have images in them or further below, sorted ordinally; hidden ones do not count.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="extensions">Endings of the images.</param>
    public static IReadOnlyList<string> WithImages(string folder, IReadOnlyList<string> extensions) =>
    [
        .. Directory.EnumerateDirectories(folder)
            .Where(below => !Path.GetFileName(below).StartsWith('.'))
            .Where(below => Directory.EnumerateFiles(below, "*", Deep).Any(file => ImageFolder.Counts(file, extensions)))
            .Order(StringComparer.Ordinal),
    ];
}
