using PiCIE.Evaluation.Tasks;

namespace PiCIE.Evaluation.Layouts;

/// <summary>One folder of photographs, one of label images and one list a split, as CamVid has them.</summary>
internal static class FoldersLayout
{
    public static IReadOnlyList<ListedPhotograph> Resolve(string root, TaskSplit split, bool labelled)
    {
        ImageFolder images = ImageFolder.Open(Below(root, split.Images), ImageFolder.PhotographExtensions);
        ImageFolder? labels = labelled && split.Labels is { } folder ? ImageFolder.Open(Below(root, folder), ImageFolder.LabelExtensions) : null;
        IReadOnlyList<string> stems = split.List is { } list ? StemList.Read(Below(root, list)) : images.SortedStems();
        return PhotographPairs.Make(stems, images, labels);
    }

    /// <summary>A path of a task, which always has <c>/</c> between names, below the data folder.</summary>
    public static string Below(string root, string path) => Path.Combine([root, .. path.Split('/')]);
}
