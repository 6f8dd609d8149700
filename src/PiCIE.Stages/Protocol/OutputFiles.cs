using System.Security.Cryptography;
using PiCIE.Experiments.Stages;

namespace PiCIE.Stages.Protocol;

/// <summary>Names, lengths and hashes of what a stage wrote.</summary>
internal static class OutputFiles
{
    /// <summary>Every file below the scratch folder, ordered by name.</summary>
    public static IReadOnlyList<StageFile> In(string scratch) =>
        [.. Directory.EnumerateFiles(scratch, "*", SearchOption.AllDirectories)
            .Select(path => Describe(scratch, path))
            .OrderBy(file => file.Name, StringComparer.Ordinal)];

    private static StageFile Describe(string scratch, string path)
    {
        using FileStream file = File.OpenRead(path);
        string hash = Convert.ToHexStringLower(SHA256.HashData(file));
        return new StageFile(Path.GetRelativePath(scratch, path).Replace('\\', '/'), file.Length, hash);
    }
}
