using PiCIE.Evaluation.Tasks;

namespace PiCIE.Evaluation.Layouts;

/// <summary>
/// Finds the files of any folder. Where it has <c>imgs/&lt;split&gt;</c> (and <c>labels/&lt;split&gt;</c>), these are the splits; otherwise
/// every split is all photographs directly in the folder, sorted ordinally, without labels.
/// </summary>
internal static class FolderLayout
{
    public static SplitFiles Open(string root, SegmentationTask task, TaskSplit split, LabelDemand labels)
    {
        if (IsStructured(root, task))
        {
            ImageFolder images = ImageFolder.Open(FoldersLayout.Below(root, split.Images), ImageFolder.PhotographExtensions);
            return SplitFiles.Of(split.List is { } list ? FoldersLayout.Below(root, list) : null, images, OpenLabels(root, split, labels));
        }

        ImageFolder all = ImageFolder.Open(root, ImageFolder.PhotographExtensions);
        return all.Stems.Count > 0 ? SplitFiles.Of(list: null, all, labels: null) : throw Empty(root);
    }

    /// <summary>Returns whether the folder has one of the folders of photographs that the task names.</summary>
    public static bool IsStructured(string root, SegmentationTask task) =>
        task.Splits.Values.Any(split => Directory.Exists(FoldersLayout.Below(root, split.Images)));

    // Labels are optional here, for each split.
    private static ImageFolder? OpenLabels(string root, TaskSplit split, LabelDemand labels) =>
        labels != LabelDemand.None && split.Labels is { } folder && Directory.Exists(FoldersLayout.Below(root, folder))
            ? ImageFolder.Open(FoldersLayout.Below(root, folder), ImageFolder.LabelExtensions)
            : null;

    private static TaskInputException Empty(string root)
    {
        string? below = FoldersBelow.WithImages(root, ImageFolder.PhotographExtensions).FirstOrDefault();
        return new TaskInputException(
            $"the folder {root} has no photographs{(below is null ? "" : $", but the folder {below} below it has")}",
            "photographs lie directly in the data folder, or in imgs/train and imgs/val with label images in labels/train and labels/val; picie init writes a spec for folders that lie otherwise");
    }
}
