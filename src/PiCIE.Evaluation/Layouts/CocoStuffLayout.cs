using PiCIE.Evaluation.Tasks;

namespace PiCIE.Evaluation.Layouts;

/// <summary>
/// Finds the files of COCO-Stuff 164k: photographs in <c>images/train2017</c> or <c>train2017</c>, label maps in
/// <c>annotations/train2017</c> or <c>stuffthingmaps/train2017</c>, curated lists plain or gzipped. Releases that look alike are refused by
/// name.
/// </summary>
internal static class CocoStuffLayout
{
    private const string Expected =
        "expected are images/<split> (or <split>) with .jpg, annotations/<split> (or stuffthingmaps/<split>) with .png, and curated/<split>/*.txt (or .txt.gz)";

    public static SplitFiles Open(string root, TaskSplit split, LabelDemand labels)
    {
        string photographs = FirstExisting("photographs", root, split.Images, LastName(split.Images));
        RefuseMixed(photographs);
        ImageFolder images = ImageFolder.Open(photographs, ImageFolder.PhotographExtensions);
        string? list = split.List is { } path ? FoldersLayout.Below(root, path) : null;
        return SplitFiles.Of(list, images, split.Labels is { } folder ? OpenLabels(root, folder, labels) : null);
    }

    private static ImageFolder? OpenLabels(string root, string folder, LabelDemand labels)
    {
        string[] places = [folder, "stuffthingmaps/" + LastName(folder)];
        if (labels == LabelDemand.None || (labels == LabelDemand.WhereThere && !places.Any(place => Directory.Exists(FoldersLayout.Below(root, place)))))
        {
            return null;
        }

        string path = FirstExisting("label maps", root, places);
        LookAlikeReleases.Refuse(path);
        if (ImageFolder.Files(path, [".jpg", ".jpeg"]).FirstOrDefault() is { } photograph)
        {
            throw MixedUp(path, photograph);
        }

        return ImageFolder.Open(path, ImageFolder.LabelExtensions);
    }

    private static string FirstExisting(string kind, string root, params string[] alternatives)
    {
        string[] paths = [.. alternatives.Select(path => FoldersLayout.Below(root, path)).Distinct()];
        if (paths.FirstOrDefault(Directory.Exists) is { } found)
        {
            return found;
        }

        LookAlikeReleases.RefuseRoot(root);
        throw new TaskInputException($"no {kind}: neither {string.Join(" nor ", paths)} is there", Expected);
    }

    // Both archives have top folders train2017 and val2017: unpacked in one place, only the ending tells a photograph from a label map.
    private static void RefuseMixed(string photographs)
    {
        if (ImageFolder.Files(photographs, ImageFolder.LabelExtensions).FirstOrDefault() is { } label)
        {
            throw MixedUp(photographs, label);
        }
    }

    private static TaskInputException MixedUp(string folder, string file) => new(
        $"{folder} holds photographs and label maps side by side, for example {Path.GetFileName(file)}: both archives were unpacked in one place",
        "move the .png files to annotations/" + Path.GetFileName(folder) + " and leave the .jpg files where they are");

    private static string LastName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
