using PiCIE.Evaluation;
using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Text;

namespace PiCIE.Cli.Drafts;

/// <summary>Says what a folder holds that no layout takes: photographs in other folders, and pictures with endings that are not read.</summary>
internal static class SeenFiles
{
    private const int MostFolders = 5;

    // What cameras and phones write, and what scanners do.
    private static readonly string[] UnreadEndings = [".heic", ".heif", ".tif", ".tiff", ".avif", ".gif", ".jp2", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".orf", ".rw2"];

    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 3,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
        IgnoreInaccessible = true,
    };

    /// <summary>Returns a sentence for each folder that is read and holds pictures that are not.</summary>
    /// <param name="root">Absolute path of the data folder.</param>
    /// <param name="folders">The folders that are read, relative to it; empty for the data folder itself.</param>
    public static IReadOnlyList<string> PassedOver(string root, IReadOnlyList<string> folders) =>
    [
        .. folders.Distinct(StringComparer.Ordinal)
            .Select(folder => (Folder: folder, Unread: Unread(Directory.EnumerateFiles(Path.Combine(root, folder)))))
            .Where(pair => pair.Unread.Length > 0)
            .Select(pair => $"{pair.Unread} in {(pair.Folder.Length == 0 ? "the folder" : pair.Folder)} passed over: {Convert}"),
    ];

    /// <summary>Returns the error of a folder in which no known layout finds photographs: what was seen, and what to do with it.</summary>
    /// <param name="root">Absolute path of the data folder.</param>
    public static TaskInputException NothingFound(string root)
    {
        string[] all = [.. Directory.EnumerateFiles(root, "*", Below)];
        (string Folder, int Photographs)[] folders =
        [
            .. all.Where(file => ImageFolder.Counts(file, ImageFolder.PhotographExtensions))
                .GroupBy(file => Path.GetRelativePath(root, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '/'))
                .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.Count())),
        ];
        string unread = Unread(all);
        string[] seen =
        [
            .. folders.Take(MostFolders).Select(folder => $"{folder.Photographs} photograph{(folder.Photographs == 1 ? "" : "s")} in {folder.Folder}"),
            .. folders.Length > MostFolders ? [$"others in {folders.Length - MostFolders} more folders"] : Array.Empty<string>(),
            .. unread.Length > 0 ? [unread] : Array.Empty<string>(),
        ];
        string what = seen.Length > 0 ? string.Join("; ", seen)
            : all.Length == 0 ? "no file at all" : $"{all.Length} file{(all.Length == 1 ? "" : "s")}, none of them a picture";
        return new TaskInputException(
            $"{root} has no photographs where they are looked for (directly in it, in train and val, or in imgs/train and imgs/val). Seen: {what}",
            folders.Length > 0 ? Move(root, [.. folders.Select(folder => folder.Folder)])
            : unread.Length > 0 ? $"{Convert}"
            : $"put photographs ({string.Join(", ", ImageFolder.PhotographExtensions)}) into {ShellWord.Of(Path.Combine(root, "train"))} and {ShellWord.Of(Path.Combine(root, "val"))}");
    }

    private static string Convert => "convert them, for example with ImageMagick: magick mogrify -format jpg *.heic";

    private static string Move(string root, string[] folders)
    {
        string first = ShellWord.Of(folders[0]);
        string last = folders.Length > 1 ? $" && mv {ShellWord.Of(folders[^1])}/* val/" : "";
        string rest = folders.Length > 2 ? "; the others likewise" : folders.Length == 1 ? "; val takes those that are to be segmented and not trained on, and may stay empty" : "";
        return $"say which are trained on: cd {ShellWord.Of(root)} && mkdir -p train val && mv {first}/* train/{last}{rest}";
    }

    /// <summary>Returns "3 .heic files, 1 .tiff file"; empty where there is none.</summary>
    private static string Unread(IEnumerable<string> files) => string.Join(
        ", ",
        files.Where(file => ImageFolder.Counts(file, UnreadEndings)).GroupBy(file => Path.GetExtension(file).ToLowerInvariant())
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key} file{(group.Count() == 1 ? "" : "s")}"));
}
