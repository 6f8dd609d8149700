namespace PiCIE.Evaluation.Layouts;

/// <summary>
/// The files of a split's folders that no run looks at for one reason. A check shows them, for nobody leaves photographs out on purpose.
/// </summary>
/// <param name="Reason">The reason.</param>
/// <param name="Count">How many there are, at least one.</param>
/// <param name="Examples">Names of a few, sorted ordinally.</param>
public sealed record LeftOutFiles(LeftOutReason Reason, int Count, IReadOnlyList<string> Examples)
{
    private const int NamedExamples = 3;

    // What programs put beside photographs is no photograph that somebody misses.
    private static readonly string[] QuietNames = ["Thumbs.db", "ehthumbs.db", "desktop.ini"];
    private static readonly string[] QuietEndings = [".txt", ".json", ".yaml", ".yml", ".md", ".csv", ".xml", ".gz"];

    /// <summary>Returns the files that stand in the folders of a split and are not part of it, one entry a reason.</summary>
    internal static IReadOnlyList<LeftOutFiles> Of(SplitFiles split)
    {
        HashSet<string> taken = new(split.Stems, StringComparer.Ordinal);
        return
        [
            .. Entry(LeftOutReason.Ending, Directory.EnumerateFiles(split.Images.Path).Where(HasOtherEnding).Select(file => Path.GetFileName(file))),
            .. Entry(LeftOutReason.Folder, FoldersBelow.WithImages(split.Images.Path, split.Images.Extensions).Select(folder => Path.GetFileName(folder))),
            .. Entry(LeftOutReason.NotInList, split.Images.Stems.Where(stem => !taken.Contains(stem))),
            .. Entry(LeftOutReason.LabelAlone, split.Labels?.Stems.Where(stem => split.Images.Find(stem) is null) ?? []),
        ];
    }

    private static IEnumerable<LeftOutFiles> Entry(LeftOutReason reason, IEnumerable<string> names)
    {
        string[] all = [.. names.Order(StringComparer.Ordinal)];
        return all.Length == 0 ? [] : [new LeftOutFiles(reason, all.Length, [.. all.Take(NamedExamples)])];
    }

    private static bool HasOtherEnding(string file)
    {
        string name = Path.GetFileName(file);
        return !name.StartsWith('.')
            && !ImageFolder.Counts(file, ImageFolder.PhotographExtensions)
            && !QuietNames.Contains(name, StringComparer.OrdinalIgnoreCase)
            && !QuietEndings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
    }
}
