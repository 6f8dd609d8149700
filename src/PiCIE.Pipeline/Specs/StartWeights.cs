using System.Security.Cryptography;
using PiCIE.Evaluation.Files;
using PiCIE.Experiments.Settings;
using PiCIE.Pipeline.DataSets;
using PiCIE.Pipeline.Weights;

namespace PiCIE.Pipeline.Specs;

/// <summary>The file that a network starts from; it enters keys by its content.</summary>
/// <param name="File">Absolute path.</param>
/// <param name="Sha256">Hash of its content.</param>
internal sealed record StartWeights(string File, string Sha256)
{
    private const string ImageNet = "imagenet";

    /// <summary>Finds the files that the runs of a spec start from and hashes each; none for networks that start from random values.</summary>
    /// <exception cref="PicieException">There is no such file.</exception>
    public static async Task<IReadOnlyDictionary<StartFile, StartWeights>> FindAllAsync(
        PicieHome home, IEnumerable<StartFile> asked, string specFolder, CancellationToken cancel)
    {
        Dictionary<StartFile, StartWeights> found = [];
        foreach (StartFile file in asked)
        {
            found[file] = await FindAsync(home, file, specFolder, cancel);
        }

        return found;
    }

    /// <summary>Finds a file that networks start from and hashes it.</summary>
    /// <exception cref="PicieException">There is no such file.</exception>
    public static async Task<StartWeights> FindAsync(PicieHome home, StartFile start, string specFolder, CancellationToken cancel)
    {
        (string backbone, string asked) = start;
        string file = FileOf(home, backbone, asked, specFolder);
        if (FollowedFile.Find(file) is null)
        {
            string what = new FileInfo(file).LinkTarget is { } target ? $"{file} is a link to {target}, which is no file" : $"there is no file {file}";
            throw new PicieException(
                "no-weights", $"backbone.weights is '{asked}', and {what}.", file, Hint(backbone, asked), ProblemKind.Input);
        }

        if (RegularFile.OtherKind(file) is { } kind)
        {
            throw new PicieException("no-weights", $"backbone.weights is '{asked}', and {file} is {kind}, not a file.", file, Hint(backbone, asked), ProblemKind.Input);
        }

        await using FileStream content = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return new StartWeights(file, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)));
    }

    private static string FileOf(PicieHome home, string backbone, string asked, string specFolder) => asked switch
    {
        ImageNet => Path.Combine(home.WeightsFolder, PublicWeights.For(backbone)?.FileName ?? $"{backbone}.pth"),
        _ when NameOrPath.IsName(asked) => Path.Combine(home.WeightsFolder, asked),
        _ => NameOrPath.Resolve(asked, specFolder),
    };

    private static string Hint(string backbone, string asked) => asked switch
    {
        ImageNet => $"picie weights fetch imagenet --backbone {backbone}; set PICIE_WEIGHTS to the folder that holds the file; or start from random values: backbone.weights: none.",
        _ when NameOrPath.IsName(asked) => "Set PICIE_WEIGHTS to the folder that holds it, or give a path; backbone.weights: none starts from random values.",
        _ => NameOrPath.HintFor(asked),
    };
}
