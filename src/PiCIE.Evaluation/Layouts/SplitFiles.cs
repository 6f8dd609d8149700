namespace PiCIE.Evaluation.Layouts;

/// <summary>The names of the files of a split, before photographs and label images are paired.</summary>
/// <param name="Stems">Stems of its photographs in order, each as the list or the folder gives it.</param>
/// <param name="Images">The folder of photographs.</param>
/// <param name="Labels">The folder of label images, or null if none is read.</param>
/// <param name="Listed">Whether a list chose the photographs; otherwise they are all that the folder has.</param>
internal sealed record SplitFiles(IReadOnlyList<string> Stems, ImageFolder Images, ImageFolder? Labels, bool Listed)
{
    /// <summary>Reads the names of a split.</summary>
    /// <param name="list">Path of its list, or null: every photograph of the folder, sorted ordinally.</param>
    /// <param name="images">The folder of photographs.</param>
    /// <param name="labels">The folder of label images, or null.</param>
    /// <exception cref="TaskInputException">There is no such list, it is broken, or the folder has no photographs.</exception>
    public static SplitFiles Of(string? list, ImageFolder images, ImageFolder? labels) => list is null
        ? new SplitFiles(images.SortedStems(), images, labels, Listed: false)
        : new SplitFiles(StemList.Read(list, images), images, labels, Listed: true);
}
