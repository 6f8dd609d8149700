using PiCIE.Evaluation;

namespace PiCIE.Cli.Drafts;

/// <summary>
/// Makes of the splits that a folder has those that a run needs: one to train on, and one that is evaluated and has a label image for each
/// of its photographs or for none.
/// </summary>
internal static class SplitChoice
{
    private const int NamedExamples = 3;

    /// <summary>Returns the folder with the splits of its run.</summary>
    /// <param name="root">Absolute path of the folder.</param>
    /// <param name="splits">The splits that were found, at least one.</param>
    /// <exception cref="TaskInputException">The label images of the split that would be evaluated belong to none of its photographs.</exception>
    public static FoundFolder Complete(string root, List<FoundSplit> splits)
    {
        List<string> guesses = [.. splits.Select(split => $"{split.Name}: {split.Photographs} photographs in {split.Images}, {Labels(split)}")];
        if (splits.Find(split => split.Name == FolderSurvey.Train) is not { } train)
        {
            train = splits[0] with { Name = FolderSurvey.Train };
            splits.Insert(0, train);
            guesses.Add($"no split is called train, so {splits[1].Name} is trained on (training sees no label)");
        }

        if (splits.TrueForAll(split => split.Name == FolderSurvey.Train))
        {
            splits.Add(train with { Name = FolderSurvey.Val });
            guesses.Add($"there is one split only, so its photographs are trained on and {(train.Labels is null ? "segmented" : "evaluated")} (training sees no label)");
        }

        splits = [.. splits.OrderBy(split => split.Name == FolderSurvey.Train ? 0 : split.Name == FolderSurvey.Val ? 1 : 2).ThenBy(split => split.Name, StringComparer.Ordinal)];
        string evaluated = new FoundFolder(root, splits, IsPlain: false, []).Evaluated;
        int index = splits.FindIndex(split => split.Name == evaluated);
        if (index >= 0 && splits[index] is { Labels: not null, IsLabelled: false } partly)
        {
            splits[index] = OnlyLabelled(partly, guesses);
        }

        bool isPlain = splits.Count == 2 && splits.TrueForAll(split =>
            split.Name is FolderSurvey.Train or FolderSurvey.Val && split.Images == $"imgs/{split.Name}" && split.List is null
            && (split.Labels is null || split.Labels == $"labels/{split.Name}"));
        return new FoundFolder(root, splits, isPlain, guesses);
    }

    /// <summary>Returns a split of the photographs that have label images, with the list that names them.</summary>
    private static FoundSplit OnlyLabelled(FoundSplit split, List<string> guesses)
    {
        string missing = string.Join(", ", split.BareStems.Take(NamedExamples)) + (split.BareStems.Count > NamedExamples ? ", …" : "");
        if (split.Labelled == 0)
        {
            throw new TaskInputException(
                $"{split.Name} has label images in {split.Labels}, and none of them has the name of a photograph in {split.Images} ({missing})",
                "a label image has the name of its photograph, with the ending .png: rename them, or move that folder away to run without labels");
        }

        string list = $"{split.Name}-labelled.txt";
        guesses.Add(
            $"{split.Name}: {split.BareStems.Count} of {split.Photographs} photographs have no label image ({missing}), so {list} names the {split.Labelled} that have one, and only these are evaluated");
        return split with { List = list, Photographs = split.Labelled, NewList = split.LabelledStems };
    }

    private static string Labels(FoundSplit split) => split.Labels is null
        ? "no label images"
        : split.IsLabelled ? $"label images in {split.Labels}" : $"label images of {split.Labelled} of them in {split.Labels}";
}
