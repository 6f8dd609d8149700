using PiCIE.Experiments.Tools;

namespace PiCIE.Cli.Drafts;

/// <summary>
/// Points at values that one label image alone has: most often that image was saved with smooth edges or with 16 bits, and each of its values
/// would become a class.
/// </summary>
internal static class StrayValues
{
    private const int FewestImages = 3;
    private const int NamedValues = 8;

    /// <summary>Returns a sentence for each label image with values that no other has; none for a folder of so few that it says nothing.</summary>
    /// <param name="root">Absolute path of the data folder.</param>
    /// <param name="seen">Content of the label images.</param>
    public static IReadOnlyList<string> Of(string root, DataInitOutput seen) => seen.Labels < FewestImages
        ? []
        :
        [
            .. seen.Ids.Where(id => id.OnlyIn is not null).GroupBy(id => id.OnlyIn!).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{Values([.. group.Select(id => id.Raw)], seen.Ids.Count)} in one label image only, {Path.GetRelativePath(root, group.Key)}: "
                    + "if nobody drew a class there (smooth edges, 16 bits), correct or remove that image and classes.json, and start again"),
        ];

    private static string Values(int[] raw, int all) =>
        $"{raw.Length} of {all} values ({string.Join(", ", raw.Take(NamedValues))}{(raw.Length > NamedValues ? ", …" : "")}) {(raw.Length == 1 ? "occurs" : "occur")}";
}
