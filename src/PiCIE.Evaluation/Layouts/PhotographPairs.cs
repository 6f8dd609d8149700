using System.Diagnostics;

namespace PiCIE.Evaluation.Layouts;

/// <summary>Pairs photographs and label images by stem, never by position: one missing file would shift all others.</summary>
internal static class PhotographPairs
{
    private const int NamedExamples = 3;

    public static IReadOnlyList<ListedPhotograph> Make(SplitFiles files, LabelDemand labels)
    {
        RefuseMissing(files, files.Images, "photograph", "restore the files or take the names from the list");
        if (files.Labels is { } folder && labels == LabelDemand.All)
        {
            RefuseMissing(files, folder, "label image", files.Listed
                ? "restore the files or take the names from the list"
                : "restore the files, or move the photographs that have none out of the folder");
        }

        return [.. files.Stems.Select(stem => new ListedPhotograph(stem, Photograph(files, stem), files.Labels?.Find(stem)))];
    }

    private static string Photograph(SplitFiles files, string stem) => files.Images.Find(stem) ?? throw new UnreachableException(stem);

    private static void RefuseMissing(SplitFiles files, ImageFolder folder, string kind, string remedy)
    {
        string[] missing = [.. files.Stems.Where(stem => folder.Find(stem) is null)];
        if (missing.Length == 0)
        {
            return;
        }

        string examples = string.Join(", ", missing.Take(NamedExamples)) + (missing.Length > NamedExamples ? ", …" : "");
        string near = missing.Take(NamedExamples).Select(folder.Near).FirstOrDefault(words => words is not null) is { } words ? $" ({words})" : "";
        throw new TaskInputException(
            $"{missing.Length} of {files.Stems.Count} {kind}s are missing in {folder.Path}: {examples}{near}",
            $"each needs a file of that name with one of the endings {string.Join(", ", folder.Extensions)}; {remedy}");
    }
}
