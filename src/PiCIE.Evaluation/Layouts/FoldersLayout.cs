using PiCIE.Evaluation.Tasks;

namespace PiCIE.Evaluation.Layouts;

/// <summary>Finds the files of a data set that has, for each split, one folder of photographs, one of label images and one list, as CamVid does.</summary>
internal static class FoldersLayout
{
    public static SplitFiles Open(string root, TaskSplit split, LabelDemand labels)
    {
        ImageFolder images = ImageFolder.Open(Below(root, split.Images), ImageFolder.PhotographExtensions);
        return SplitFiles.Of(split.List is { } list ? Below(root, list) : null, images, OpenLabels(root, split.Labels, labels));
    }

    /// <summary>
    /// Returns the path on disk of a path of a task, which lies below the data folder and always has <c>/</c> between names; its Unicode
    /// form is the one that stands on disk.
    /// </summary>
    public static string Below(string root, string path) => EquivalentPath.Find(Path.Combine([root, .. path.Split('/')]));

    private static ImageFolder? OpenLabels(string root, string? folder, LabelDemand labels)
    {
        if (folder is null || labels == LabelDemand.None)
        {
            return null;
        }

        string path = Below(root, folder);
        return labels == LabelDemand.WhereThere && !Directory.Exists(path) ? null : ImageFolder.Open(path, ImageFolder.LabelExtensions);
    }
}
