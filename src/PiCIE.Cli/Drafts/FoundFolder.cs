namespace PiCIE.Cli.Drafts;

/// <summary>The layout that a folder seems to have, by its names alone.</summary>
/// <param name="Path">Absolute path of the folder.</param>
/// <param name="Splits">
/// Its splits, <c>train</c> first; one that two splits share is there twice. Photographs that lie directly in it make no split.
/// </param>
/// <param name="IsPlain">Whether the built-in task <c>folder</c> reads it as it is.</param>
/// <param name="Guesses">Guesses about the folder, a sentence each.</param>
internal sealed record FoundFolder(string Path, IReadOnlyList<FoundSplit> Splits, bool IsPlain, IReadOnlyList<string> Guesses)
{
    /// <summary>Name of the split to evaluate: one with label images for all its photographs, and none that is trained on if there is another.</summary>
    public string Evaluated
    {
        get
        {
            // A split of another name is trained on where 'train' is a copy of it.
            FoundSplit? trained = Splits.FirstOrDefault(split => split.Name == FolderSurvey.Train);
            FoundSplit[] others = [.. Splits.Where(split => split.Name != FolderSurvey.Train)];
            FoundSplit[] held = [.. others.Where(split => (split.Images, split.List) != (trained?.Images, trained?.List))];
            return (held.FirstOrDefault(split => split.IsLabelled) ?? others.FirstOrDefault(split => split.IsLabelled)
                ?? held.FirstOrDefault(split => split.Labelled > 0) ?? others.FirstOrDefault(split => split.Labelled > 0) ?? held.Concat(others).FirstOrDefault())
                ?.Name ?? FolderSurvey.Val;
        }
    }
}
