using System.Diagnostics;
using System.Security.Cryptography;

namespace PiCIE.Cli.Downloads;

/// <summary>The checksum that a public source states for a file; a download with another one is refused.</summary>
/// <param name="Kind">Kind of the checksum.</param>
/// <param name="Value">The stated digits, lower-case hexadecimal: all of them, or those that the checksum begins with.</param>
internal sealed record FileDigest(DigestKind Kind, string Value)
{
    /// <summary>Name of the kind for people.</summary>
    public string Name => Kind switch
    {
        DigestKind.Sha256 => "SHA-256",
        DigestKind.Md5 => "MD5",
        _ => throw new UnreachableException(Kind.ToString()),
    };

    /// <summary>Returns the whole checksum of a file, lower-case hexadecimal.</summary>
    /// <param name="kind">Kind of the checksum.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async Task<string> OfFileAsync(DigestKind kind, string path, CancellationToken cancel)
    {
        await using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(kind switch
        {
            DigestKind.Sha256 => await SHA256.HashDataAsync(stream, cancel),
            DigestKind.Md5 => await OfStreamAsync(stream, cancel),
            _ => throw new UnreachableException(kind.ToString()),
        });
    }

    /// <summary>Returns whether a checksum is the stated one.</summary>
    /// <param name="found">The whole checksum.</param>
    public bool Matches(string found) => found.StartsWith(Value, StringComparison.Ordinal);

#pragma warning disable CA5351 // Some publishers state MD5 alone; it finds a damaged or repacked file, which is all that it is asked for.
    private static ValueTask<byte[]> OfStreamAsync(FileStream stream, CancellationToken cancel) => MD5.HashDataAsync(stream, cancel);
#pragma warning restore CA5351
}
