using PiCIE.Evaluation.Tasks;

namespace PiCIE.Evaluation.Layouts;

/// <summary>
/// Any folder. With <c>imgs/&lt;split&gt;</c> (and <c>labels/&lt;split&gt;</c>) in it these are the splits; otherwise every split is all
/// photographs directly in the folder, sorted ordinally, without labels.
/// </summary>
internal static class FolderLayout
{
    public static IReadOnlyList<ListedPhotograph> Resolve(string root, SegmentationTask task, TaskSplit split, bool labelled)
    {
        if (IsStructured(root, task))
        {
            ImageFolder images = ImageFolder.Open(FoldersLayout.Below(root, split.Images), ImageFolder.PhotographExtensions);
            IReadOnlyList<string> stems = split.List is { } list ? StemList.Read(FoldersLayout.Below(root, list)) : images.SortedStems();
            return PhotographPairs.Make(stems, images, labelled ? OpenLabels(root, split) : null);
        }

        ImageFolder all = ImageFolder.Open(root, ImageFolder.PhotographExtensions);
        RefuseOnlyBelow(root);
        return PhotographPairs.Make(all.SortedStems(), all, labels: null);
    }

    /// <summary>Whether the folder has one of the folders of photographs that the task names.</summary>
    public static bool IsStructured(string root, SegmentationTask task) =>
        task.Splits.Values.Any(split => Directory.Exists(FoldersLayout.Below(root, split.Images)));

    // Labels are optional here, for each split.
    private static ImageFolder? OpenLabels(string root, TaskSplit split) =>
        split.Labels is { } labels && Directory.Exists(FoldersLayout.Below(root, labels))
            ? ImageFolder.Open(FoldersLayout.Below(root, labels), ImageFolder.LabelExtensions)
            : null;

    private static void RefuseOnlyBelow(string root)
    {
        if (ImageFolder.Files(root, ImageFolder.PhotographExtensions).Count > 0)
        {
            return;
        }

        string? below = Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal)
            .FirstOrDefault(folder => ImageFolder.Files(folder, ImageFolder.PhotographExtensions).Count > 0);
        throw new TaskInputException(
            $"the folder {root} has no photographs{(below is null ? "" : $", but {below} has")}",
            "photographs lie directly in the data folder, or in imgs/train and imgs/val with label images in labels/train and labels/val");
    }
}
