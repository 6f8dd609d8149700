using PiCIE.Cli.Drafts;
using PiCIE.Experiments.Tools;

namespace PiCIE.Cli.DataSets;

/// <summary>The document of <c>picie data init --json</c>.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Written">Names of the files that were written into it.</param>
/// <param name="Splits">Its splits.</param>
/// <param name="Labels">Content of the label images; null without any.</param>
/// <param name="Guesses">Guesses about the folder, a sentence each.</param>
/// <param name="Spec">Path of the spec that was written.</param>
internal sealed record InitDocument(
    string Folder, IReadOnlyList<string> Written, IReadOnlyList<FoundSplit> Splits, DataInitOutput? Labels, IReadOnlyList<string> Guesses, string Spec)
{
    /// <summary>Returns the document of what was found and written.</summary>
    /// <param name="found">The folder.</param>
    /// <param name="seen">Content of the label images, or null.</param>
    /// <param name="table">The class table, or null.</param>
    /// <param name="written">The files, the spec last.</param>
    public static InitDocument Of(FoundFolder found, DataInitOutput? seen, ClassTableDraft? table, IReadOnlyList<string> written) => new(
        found.Path,
        written,
        found.Splits,
        seen,
        [
            .. found.Guesses,
            .. table is null ? Array.Empty<string>() :
            [
                $"each value that occurs is a class of its own: {string.Join(", ", table.Classes)}",
                $"{string.Join(", ", table.Ignored)} is ignored; a value that means nothing else here belongs to ignoreRaw too",
            ],
            .. seen is null ? [] : StrayValues.Of(found.Path, seen),
            $"{found.Evaluated} is {(seen is null ? "segmented, and nothing is evaluated, for there are no label images" : "evaluated")}",
        ],
        Path.Combine(found.Path, written[^1]));
}
