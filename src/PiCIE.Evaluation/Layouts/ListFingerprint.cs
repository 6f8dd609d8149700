using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PiCIE.Evaluation.Layouts;

/// <summary>
/// Computes the fingerprint of listed files: SHA-256 over (relative name, length, SHA-256) in the order of the list (spec.md 4). The place
/// of the data set is no part of it.
/// </summary>
public sealed class ListFingerprint : IDisposable
{
    private readonly IncrementalHash _all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Returns the name of a file within its data set, with <c>/</c> and in one Unicode form on every system.</summary>
    /// <param name="dataFolder">Folder of the data set.</param>
    /// <param name="path">Path of the file.</param>
    public static string NameOf(string dataFolder, string path) =>
        EquivalentPath.Normal(Path.GetRelativePath(dataFolder, path).Replace('\\', '/'));

    /// <summary>Takes the next file of the list.</summary>
    /// <param name="name">Its name (<see cref="NameOf"/>).</param>
    /// <param name="bytes">Its length in bytes.</param>
    /// <param name="sha256">SHA-256 of its content in lower-case hexadecimal.</param>
    public void Add(string name, long bytes, string sha256) =>
        _all.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}\0{bytes}\0{sha256}\n")));

    /// <summary>Returns the fingerprint of the files so far, 64 lower-case hexadecimal digits.</summary>
    public string Value() => Convert.ToHexStringLower(_all.GetCurrentHash());

    /// <inheritdoc/>
    public void Dispose() => _all.Dispose();
}
