using PiCIE.Evaluation.Tasks;

namespace PiCIE.Evaluation.Layouts;

/// <summary>One folder of photographs, one of label images and one list a split, as CamVid has them.</summary>
internal static class FoldersLayout
{
    public static SplitFiles Open(string root, TaskSplit split, LabelDemand labels)
    {
        ImageFolder images = ImageFolder.Open(Below(root, split.Images), ImageFolder.PhotographExtensions);
        return SplitFiles.Of(split.List is { } list ? Below(root, list) : null, images, OpenLabels(root, split.Labels, labels));
    }

    /// <summary>A path of a task, which always has <c>/</c> between names, below the data folder; in the Unicode form that stands on disk.</summary>
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
