namespace PiCIE.Segmentation.Weights;

/// <summary>Puts names into a sentence: the first few, then how many others there are.</summary>
internal static class ShortList
{
    private const int Shown = 3;

    /// <summary>Returns the names in words.</summary>
    /// <param name="names">All of them.</param>
    public static string Of(IReadOnlyList<string> names) => names.Count <= Shown
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(Shown))} and {names.Count - Shown} others";
}
