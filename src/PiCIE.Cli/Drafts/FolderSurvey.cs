using PiCIE.Evaluation;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Tasks;

namespace PiCIE.Cli.Drafts;

/// <summary>
/// Recognises how photographs and label images lie in a folder: <c>imgs/train</c> and <c>labels/train</c>, <c>train</c> and <c>trainannot</c>,
/// <c>images</c> and <c>labels</c> with or without lists, or photographs alone.
/// </summary>
internal static class FolderSurvey
{
    /// <summary>Name of the split that is trained on.</summary>
    public const string Train = "train";

    /// <summary>Name of the split that is evaluated unless a folder has another.</summary>
    public const string Val = "val";

    private const string PlainImages = "imgs";
    private const string PlainLabels = "labels";

    private static readonly string[] ImageFolders = [PlainImages, "images", "img", "photographs", "photos", "JPEGImages", "leftImg8bit"];
    private static readonly string[] LabelFolders = [PlainLabels, "annotations", "masks", "annots", "labelids", "SegmentationClass", "gt"];
    private static readonly string[] LabelSuffixes = ["annot", "_labels", "_masks", "-labels", "-masks"];

    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["training"] = Train,
        ["validation"] = Val,
        ["valid"] = Val,
        ["dev"] = Val,
        ["testing"] = "test",
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

        if (splits.Count > 0)
        {
            return Completed(root, splits);
        }

        return HasImages(root)
            ? new FoundFolder(root, [], IsPlain: true, ["the photographs lie directly in the folder and have no label images: all are trained on and segmented"])
            : throw new TaskInputException(
                $"{root} has no photographs in it, in {string.Join(", ", ImageFolders)} or in train and val",
                "put them into imgs/train and imgs/val, their label images into labels/train and labels/val, each with the name of its photograph");
    }

    /// <summary>Finds folders of splits inside one folder of photographs.</summary>
    private static IEnumerable<FoundSplit> Nested(string root) =>
        from images in ImageFolders.Where(name => Directory.Exists(Path.Combine(root, name))).Take(1)
        from folder in Subfolders(Path.Combine(root, images)).Where(HasImages)
        let name = Path.GetFileName(folder)
        let labels = LabelFolders.Select(label => $"{label}/{name}").FirstOrDefault(label => HasLabels(root, label))
        select Found(root, name, $"{images}/{name}", labels, list: null);

    /// <summary>Finds folders of splits beside folders of their label images, as CamVid has them.</summary>
    private static IEnumerable<FoundSplit> Beside(string root) =>
        from folder in Subfolders(root).Where(HasImages)
        let name = Path.GetFileName(folder)
        let labels = LabelSuffixes.Select(suffix => name + suffix).FirstOrDefault(label => HasLabels(root, label))
        where labels is not null
        select Found(root, name, name, labels, ListOf(root, name));

    /// <summary>Finds splits in one folder of photographs, which lists tell apart; without lists the one split is all of them.</summary>
    private static IEnumerable<FoundSplit> Listed(string root)
    {
        if (ImageFolders.FirstOrDefault(name => Directory.Exists(Path.Combine(root, name)) && HasImages(Path.Combine(root, name))) is not { } images)
        {
            return [];
        }

        string? labels = LabelFolders.FirstOrDefault(label => HasLabels(root, label));
        string[] lists = [.. new[] { Train, Val, "test" }.Where(name => ListOf(root, name) is not null)];
        return lists.Length == 0
            ? [Found(root, Train, images, labels, list: null)]
            : lists.Select(name => Found(root, name, images, labels, ListOf(root, name)));
    }

    private static FoundFolder Completed(string root, List<FoundSplit> splits)
    {
        List<string> guesses = [.. splits.Select(split => $"{split.Name}: {split.Photographs} photographs in {split.Images}, {Labels(split)}")];
        if (splits.Find(split => split.Name == Train) is not { } train)
        {
            train = splits[0] with { Name = Train };
            splits.Insert(0, train);
            guesses.Add($"no split is called train, so {splits[1].Name} is trained on (training sees no label)");
        }

        if (splits.TrueForAll(split => split.Name == Train))
        {
            splits.Add(train with { Name = Val });
            guesses.Add("there is one split only, so its photographs are trained on and evaluated (training sees no label)");
        }

        splits = [.. splits.OrderBy(split => split.Name == Train ? 0 : split.Name == Val ? 1 : 2).ThenBy(split => split.Name, StringComparer.Ordinal)];
        bool isPlain = splits.Count == 2 && splits.TrueForAll(split =>
            split.Name is Train or Val && split.Images == $"{PlainImages}/{split.Name}" && (split.Labels is null || split.Labels == $"{PlainLabels}/{split.Name}"));
        return new FoundFolder(root, splits, isPlain, guesses);
    }

    private static string Labels(FoundSplit split) => split.Labels is null
        ? "no label images"
        : split.IsLabelled ? $"label images in {split.Labels}" : $"label images of {split.Labelled} of them in {split.Labels}: it cannot be evaluated";

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
        IReadOnlyList<ListedPhotograph> photographs = PhotographList.Resolve(task, name, root, LabelDemand.WhereThere);
        return new FoundSplit(name, images, labels, list, photographs.Count, photographs.Count(photograph => photograph.LabelPath is not null));
    }

    private static string? ListOf(string root, string name) => File.Exists(Path.Combine(root, name + ".txt")) ? name + ".txt" : null;

    private static IEnumerable<string> Subfolders(string folder) =>
        Directory.EnumerateDirectories(folder).Where(below => Path.GetFileName(below).All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            .Order(StringComparer.Ordinal);

    private static bool HasImages(string folder) => ImageFolder.Files(folder, ImageFolder.PhotographExtensions).Count > 0;

    private static bool HasLabels(string root, string folder)
    {
        string path = Path.Combine([root, .. folder.Split('/')]);
        return Directory.Exists(path) && ImageFolder.Files(path, ImageFolder.LabelExtensions).Count > 0;
    }
}
