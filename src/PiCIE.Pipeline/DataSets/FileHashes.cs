using System.Security.Cryptography;
using System.Text.Json;
using PiCIE.Evaluation;
using PiCIE.Evaluation.Files;
using PiCIE.Evaluation.Layouts;

namespace PiCIE.Pipeline.DataSets;

/// <summary>Keeps the hashes of the files of a data set by relative name. A file that looks as before is not read again.</summary>
internal sealed class FileHashes(string root, string json)
{
    /// <summary>JSON of an empty cache.</summary>
    public const string Empty = "{}";

    private readonly SortedDictionary<string, CachedHash> _known =
        new(JsonSerializer.Deserialize<Dictionary<string, CachedHash>>(json) ?? [], StringComparer.Ordinal);

    /// <summary>Whether a file had to be read.</summary>
    public bool Changed { get; private set; }

    /// <summary>Returns the cache as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(_known);

    /// <summary>Returns the relative name, length and hash of a file; for a link those of the file that it leads to.</summary>
    /// <exception cref="TaskInputException">It is a link that leads to no file.</exception>
    public async Task<(string Name, long Bytes, string Sha256)> OfAsync(string path, CancellationToken cancel)
    {
        FileInfo file = FollowedFile.Find(path) ?? throw new TaskInputException(
            $"{path} is a link to {new FileInfo(path).LinkTarget}, and no file is there",
            "fetch what it leads to, or remove the link");
        if (RegularFile.OtherKind(path) is { } kind)
        {
            throw new TaskInputException($"{path} is {kind}, not a file", "remove it, or give it another name");
        }

        string name = ListFingerprint.NameOf(root, path);
        FileLook look = FileLook.Of(file);
        if (_known.TryGetValue(name, out CachedHash cached) && cached.Look == look)
        {
            return (name, look.Bytes, cached.Sha256);
        }

        await using FileStream content = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        string hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
        _known[name] = new CachedHash(look, hash);
        Changed = true;
        return (name, look.Bytes, hash);
    }
}
