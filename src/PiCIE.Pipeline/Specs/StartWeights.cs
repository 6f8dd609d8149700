using System.Security.Cryptography;
using PiCIE.Experiments.Settings;
using PiCIE.Pipeline.DataSets;
using PiCIE.Pipeline.Weights;

namespace PiCIE.Pipeline.Specs;

/// <summary>The file that a network starts from; it enters keys by its content.</summary>
/// <param name="File">Absolute path.</param>
/// <param name="Sha256">Hash of its content.</param>
internal sealed record StartWeights(string File, string Sha256)
{
    private const string None = "none";
    private const string ImageNet = "imagenet";

    /// <summary>Finds the file that the settings mean and hashes it; null where the network starts from random values.</summary>
    /// <exception cref="PicieException">There is no such file.</exception>
    public static async Task<StartWeights?> FindAsync(PicieHome home, RunSettings settings, string specFolder, CancellationToken cancel)
    {
        string asked = settings.Backbone.Weights;
        if (settings.Train.Start == TrainStart.Random || asked == None)
        {
            return null;
        }

        string file = FileOf(home, settings.Backbone.Name, asked, specFolder);
        if (FollowedFile.Find(file) is null)
        {
            string what = new FileInfo(file).LinkTarget is { } target ? $"{file} is a link to {target}, which is no file" : $"there is no file {file}";
            throw new PicieException(
                "no-weights", $"backbone.weights is '{asked}', and {what}.", file, Hint(settings.Backbone.Name, asked), ProblemKind.Input);
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
