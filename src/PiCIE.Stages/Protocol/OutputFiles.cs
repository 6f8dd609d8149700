using System.Security.Cryptography;
using PiCIE.Experiments.Protocol;

namespace PiCIE.Stages.Protocol;

/// <summary>Lists the files that a stage wrote with their lengths and hashes.</summary>
internal static class OutputFiles
{
    private const int BlockBytes = 1 << 20;

    /// <summary>Returns every file below the scratch folder, ordered by name.</summary>
    /// <param name="scratch">The folder.</param>
    /// <param name="alive">Called for each block that is read: on a slow disk the packs of a large data set take minutes.</param>
    public static IReadOnlyList<StageFile> In(string scratch, Action alive)
    {
        byte[] block = new byte[BlockBytes];
        return [.. Directory.EnumerateFiles(scratch, "*", SearchOption.AllDirectories)
            .Select(path => Describe(scratch, path, block, alive))
            .OrderBy(file => file.Name, StringComparer.Ordinal)];
    }

    private static StageFile Describe(string scratch, string path, byte[] block, Action alive)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int read = file.Read(block); read > 0; read = file.Read(block))
        {
            hash.AppendData(block, 0, read);
            alive();
        }

        return new StageFile(Path.GetRelativePath(scratch, path).Replace('\\', '/'), file.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
