namespace PiCIE.Evaluation.Layouts;

/// <summary>Pairs photographs and label images by stem, never by position: one missing file would shift all others.</summary>
internal static class PhotographPairs
{
    private const int NamedExamples = 3;

    public static IReadOnlyList<ListedPhotograph> Make(IReadOnlyList<string> stems, ImageFolder images, ImageFolder? labels)
    {
        RefuseMissing(stems, images, "photograph");
        if (labels is not null)
        {
            RefuseMissing(stems, labels, "label image");
        }

        return [.. stems.Select(stem => new ListedPhotograph(stem, images.Find(stem)!, labels?.Find(stem)))];
    }

    private static void RefuseMissing(IReadOnlyList<string> stems, ImageFolder folder, string kind)
    {
        string[] missing = [.. stems.Where(stem => folder.Find(stem) is null)];
        if (missing.Length == 0)
        {
            return;
        }

        string examples = string.Join(", ", missing.Take(NamedExamples)) + (missing.Length > NamedExamples ? ", …" : "");
        throw new TaskInputException(
            $"{missing.Length} of {stems.Count} {kind}s are missing in {folder.Path}: {examples}",
            $"each needs a file of that name with one of the endings {string.Join(", ", folder.Extensions)}; restore the files or take the names from the list");
    }
}
