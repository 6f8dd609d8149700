using PiCIE.Evaluation;
using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Text;

namespace PiCIE.Cli.Drafts;

/// <summary>Recognises label images that lie in the folder of their photographs: <c>a.png</c> beside <c>a.jpg</c>.</summary>
internal static class LabelsBeside
{
    private static readonly string[] LossyEndings = [".jpg", ".jpeg"];

    /// <summary>Refuses a folder in which PNG files have the names of JPEG files.</summary>
    /// <param name="root">Absolute path of the data folder.</param>
    /// <param name="images">The folder of photographs, relative to it; empty for the data folder itself.</param>
    /// <exception cref="TaskInputException">There are such pairs; the hint has the commands that take them apart.</exception>
    public static void Refuse(string root, string images)
    {
        string folder = Path.Combine(root, images);
        IReadOnlyList<string> labels = ImageFolder.Files(folder, ImageFolder.LabelExtensions);
        HashSet<string> photographs = [.. ImageFolder.Files(folder, LossyEndings).Select(file => Path.GetFileNameWithoutExtension(file))];
        string[] pairs = [.. labels.Where(label => photographs.Contains(Path.GetFileNameWithoutExtension(label)))];
        if (pairs.Length == 0)
        {
            return;
        }

        string one = Path.GetFileName(pairs[0]);
        string photograph = ImageFolder.Files(folder, LossyEndings).First(file => Path.GetFileNameWithoutExtension(file) == Path.GetFileNameWithoutExtension(one));
        throw new TaskInputException(
            $"{pairs.Length} PNG file{(pairs.Length == 1 ? "" : "s")} in {folder} {(pairs.Length == 1 ? "has the name of a photograph" : "have the names of photographs")} beside "
            + $"{(pairs.Length == 1 ? "it" : "them")} ({Path.GetFileName(photograph)} and {one}): these look like label images",
            $"label images lie in a folder of their own: {Commands(root, images, pairs.Length == labels.Count ? "*.png" : one)}{(pairs.Length == labels.Count ? "" : ", and so on for each pair")}");
    }

    private static string Commands(string root, string images, string files)
    {
        string start = $"cd {ShellWord.Of(root)}";
        if (images.Length == 0)
        {
            return $"{start} && mkdir -p imgs/train labels/train && mv {files} labels/train/ && mv *.* imgs/train/";
        }

        string[] parts = images.Split('/');
        string labels = parts.Length > 1 ? $"labels/{parts[^1]}" : $"{images}annot";
        return $"{start} && mkdir -p {labels} && mv {images}/{files} {labels}/";
    }
}
