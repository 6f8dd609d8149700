using PiCIE.Evaluation;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Tasks;

namespace PiCIE.Cli.Drafts;

/// <summary>
/// Recognises how photographs and label images lie in a folder: <c>imgs/train</c> and <c>labels/train</c>, <c>train</c> and <c>trainannot</c>,
/// <c>images</c> and <c>labels</c> with or without lists, <c>train</c> and <c>val</c> without label images, or photographs alone.
/// </summary>
internal static class FolderSurvey
{
    /// <summary>Name of the split that is trained on.</summary>
    public const string Train = "train";

    /// <summary>Name of the split that is evaluated unless a folder has another.</summary>
    public const string Val = "val";

    private const string Test = "test";

    private static readonly string[] ImageFolders = ["imgs", "images", "img", "photographs", "photos", "JPEGImages", "leftImg8bit"];
    private static readonly string[] LabelFolders = ["labels", "annotations", "masks", "annots", "labelids", "SegmentationClass", "gt"];
    private static readonly string[] LabelSuffixes = ["annot", "_labels", "_masks", "-labels", "-masks"];

    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        [Train] = Train,
        [Val] = Val,
        [Test] = Test,
        ["training"] = Train,
        ["validation"] = Val,
        ["valid"] = Val,
        ["dev"] = Val,
        ["testing"] = Test,
    };

    /// <summary>Looks at the names in a folder.</summary>
    /// <param name="root">Absolute path of the folder, which exists.</param>
    /// <exception cref="TaskInputException">No photographs are where any known layout has them.</exception>
    public static FoundFolder Of(string root)
    {
        List<FoundSplit> splits = [.. Nested(root), .. Beside(root)];
        if (splits.Count == 0)
        {
            splits = [.. Listed(root)];
        }

        if (splits.Count == 0)
        {
            splits = [.. Bare(root)];
        }

        if (splits.Count > 0)
        {
            FoundFolder found = SplitChoice.Complete(root, splits);
            return found with { Guesses = [.. found.Guesses, .. SeenFiles.PassedOver(root, [.. splits.Select(split => split.Images)])] };
        }

        if (!HasImages(root))
        {
            throw SeenFiles.NothingFound(root);
        }

        LabelsBeside.Refuse(root, "");
        return new FoundFolder(
            root, [], IsPlain: true,
            ["the photographs lie directly in the folder and have no label images: all are trained on and segmented", .. SeenFiles.PassedOver(root, [""])]);
    }

    /// <summary>Finds folders of splits inside one folder of photographs.</summary>
    private static IEnumerable<FoundSplit> Nested(string root) =>
        from images in ImageFolders.Select(name => Actual(root, name)).OfType<string>().Take(1)
        from folder in Subfolders(Path.Combine(root, images)).Where(HasImages)
        let name = Path.GetFileName(folder)
        let labels = LabelFolders.Select(label => Labels(root, $"{label}/{name}")).FirstOrDefault(label => label is not null)
        select Found(root, name, $"{images}/{name}", labels, list: null);

    /// <summary>Finds folders of splits beside folders of their label images, as CamVid has them.</summary>
    private static IEnumerable<FoundSplit> Beside(string root) =>
        from folder in Subfolders(root).Where(HasImages)
        let name = Path.GetFileName(folder)
        let labels = LabelSuffixes.Select(suffix => Labels(root, name + suffix)).FirstOrDefault(label => label is not null)
        where labels is not null
        select Found(root, name, name, labels, ListOf(root, name));

    /// <summary>Finds splits in one folder of photographs, which lists tell apart; without lists the one split is all of them.</summary>
    private static IEnumerable<FoundSplit> Listed(string root)
    {
        if (ImageFolders.Select(name => Actual(root, name)).FirstOrDefault(name => name is not null && HasImages(Path.Combine(root, name))) is not { } images)
        {
            return [];
        }

        string? labels = LabelFolders.Select(label => Labels(root, label)).FirstOrDefault(label => label is not null);
        string[] lists = [.. new[] { Train, Val, Test }.Where(name => ListOf(root, name) is not null)];
        return lists.Length == 0
            ? [Found(root, Train, images, labels, list: null)]
            : lists.Select(name => Found(root, name, images, labels, ListOf(root, name)));
    }

    /// <summary>Finds folders that are called as splits are and lie directly in the folder, without label images anywhere.</summary>
    private static IEnumerable<FoundSplit> Bare(string root) =>
        from folder in Subfolders(root).Where(HasImages)
        let name = Path.GetFileName(folder)
        where OtherNames.ContainsKey(name)
        select Found(root, name, name, labels: null, list: null);

    private static FoundSplit Found(string root, string folderName, string images, string? labels, string? list)
    {
        string name = OtherNames.GetValueOrDefault(folderName, folderName);
        SegmentationTask task = new()
        {
            Name = "draft",
            Classes = ClassTable.BuiltIn("camvid-11"),
            Layout = TaskLayout.Folders,
            Splits = new Dictionary<string, TaskSplit> { [name] = new(images, labels, list) },
        };
        LabelsBeside.Refuse(root, images);
        IReadOnlyList<ListedPhotograph> photographs = PhotographList.Resolve(task, name, root, LabelDemand.WhereThere);
        string[] labelled = [.. photographs.Where(photograph => photograph.LabelPath is not null).Select(photograph => photograph.Name)];
        string[] bare = [.. photographs.Where(photograph => photograph.LabelPath is null).Select(photograph => photograph.Name)];
        return new FoundSplit(name, images, labels, list, photographs.Count, labelled.Length) { LabelledStems = labelled, BareStems = bare };
    }

    private static string? ListOf(string root, string name) => File.Exists(Path.Combine(root, name + ".txt")) ? name + ".txt" : null;

    private static IEnumerable<string> Subfolders(string folder) =>
        Directory.EnumerateDirectories(folder).Where(below => Path.GetFileName(below).All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            .Order(StringComparer.Ordinal);

    private static bool HasImages(string folder) => ImageFolder.Files(folder, ImageFolder.PhotographExtensions).Count > 0;

    /// <summary>Returns a folder of label images as it is called on disk; null where there is none.</summary>
    private static string? Labels(string root, string folder) =>
        Actual(root, folder) is { } there && ImageFolder.Files(Path.Combine(root, there), ImageFolder.LabelExtensions).Count > 0 ? there : null;

    /// <summary>Returns a relative path as it is written on disk, where upper and lower case may differ; null where there is no such folder.</summary>
    private static string? Actual(string root, string path)
    {
        string at = "";
        foreach (string name in path.Split('/'))
        {
            string parent = Path.Combine(root, at);
            if (!Directory.Exists(Path.Combine(parent, name)))
            {
                if (Directory.EnumerateDirectories(parent).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)
                    .FirstOrDefault(folder => string.Equals(folder, name, StringComparison.OrdinalIgnoreCase)) is not { } other)
                {
                    return null;
                }

                at = at.Length == 0 ? other : $"{at}/{other}";
                continue;
            }

            at = at.Length == 0 ? name : $"{at}/{name}";
        }

        return at;
    }
}
