namespace PiCIE.Experiments.Tools;

/// <summary>The output record of a look at label images: ids, encodings, sizes and palette.</summary>
/// <param name="Labels">Number of label images that were read.</param>
/// <param name="Ids">The raw ids that occur, ascending.</param>
/// <param name="Encodings">How the files store them, most frequent first.</param>
/// <param name="Sizes">Sizes of the label images, most frequent first.</param>
/// <param name="Palette">The colours of the first file with a palette, by raw id; empty without one.</param>
/// <param name="Bad">Every label image that cannot be read.</param>
public sealed record DataInitOutput(
    int Labels,
    IReadOnlyList<FoundId> Ids,
    IReadOnlyList<FoundEncoding> Encodings,
    IReadOnlyList<PhotographSize> Sizes,
    IReadOnlyList<IReadOnlyList<int>> Palette,
    IReadOnlyList<BadFile> Bad);
