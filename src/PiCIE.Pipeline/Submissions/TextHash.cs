using System.Security.Cryptography;
using System.Text;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Hashes several texts as one.</summary>
internal static class TextHash
{
    /// <summary>Returns the SHA-256 of the texts with a zero between them, 64 lower-case hexadecimal digits.</summary>
    /// <param name="parts">The texts; none holds a zero.</param>
    public static string Of(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))));
}
