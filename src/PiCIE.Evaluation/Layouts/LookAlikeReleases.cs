namespace PiCIE.Evaluation.Layouts;

/// <summary>Recognises, by their names, other releases of COCO and COCO-Stuff labels, which mean other classes by the same numbers.</summary>
internal static class LookAlikeReleases
{
    private const string Wanted = "the label maps of stuffthingmaps_trainval2017.zip are needed";

    /// <summary>Refuses a folder of label maps that belongs to another release.</summary>
    public static void Refuse(string labelFolder)
    {
        foreach (string name in Directory.EnumerateFiles(labelFolder).Select(file => Path.GetFileName(file)))
        {
            if (NameOfRelease(name) is { } release)
            {
                throw new TaskInputException($"{Path.Combine(labelFolder, name)} belongs to {release}", Wanted);
            }
        }
    }

    /// <summary>Refuses a data folder that holds another release instead.</summary>
    public static void RefuseRoot(string root)
    {
        foreach (string name in Directory.EnumerateFileSystemEntries(root).Select(entry => Path.GetFileName(entry)))
        {
            if (name.StartsWith("panoptic_", StringComparison.Ordinal) || name.Contains("pixelmaps", StringComparison.Ordinal))
            {
                throw new TaskInputException($"{Path.Combine(root, name)} belongs to {NameOfFolder(name)}", Wanted);
            }
        }
    }

    private static string? NameOfRelease(string file) => file switch
    {
        _ when file.EndsWith(".mat", StringComparison.OrdinalIgnoreCase) => "COCO-Stuff 10k, where 0 is unlabelled and every number is one higher",
        _ when file.EndsWith("_labelTrainIds.png", StringComparison.Ordinal) => "a converted release with 171 contiguous numbers",
        _ when file.StartsWith("panoptic_", StringComparison.Ordinal) => NameOfFolder(file),
        _ => null,
    };

    private static string NameOfFolder(string name) => name.StartsWith("panoptic_", StringComparison.Ordinal)
        ? "COCO panoptic, whose colours are numbers of segments"
        : "the 2017 stuff challenge, where all things are one class 183";
}
