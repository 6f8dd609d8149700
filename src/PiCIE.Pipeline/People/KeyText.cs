using System.Security.Cryptography;
using System.Text;

namespace PiCIE.Pipeline.People;

/// <summary>
/// The text of a key: a prefix by which people and scanners of secrets know it, 256 random bits, and a checksum that tells a slip of the pen from a key that
/// nobody has. Only its hash is stored, and a key is found by that: what takes longer for a nearer guess is never compared.
/// </summary>
public static class KeyText
{
    /// <summary>The first characters of every key.</summary>
    public const string Prefix = "picie_";

    private const int SecretBytes = 32;
    private const int ChecksumBytes = 4;
    private const int ShownDigits = 4;

    /// <summary>Length of a key in characters.</summary>
    public static int Length => Prefix.Length + (2 * (SecretBytes + ChecksumBytes));

    /// <summary>Makes a key of new random bits.</summary>
    public static string Create()
    {
        byte[] secret = RandomNumberGenerator.GetBytes(SecretBytes);
        return $"{Prefix}{Convert.ToHexStringLower(secret)}{Checksum(secret)}";
    }

    /// <summary>Returns whether a text has the form of a key; whether anybody has that key, it does not say.</summary>
    /// <param name="text">The text.</param>
    public static bool IsWellFormed(string text)
    {
        if (text.Length != Length || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        byte[] secret = new byte[SecretBytes];
        return Convert.FromHexString(text.AsSpan(Prefix.Length, 2 * SecretBytes), secret, out _, out _) == System.Buffers.OperationStatus.Done
            && text.EndsWith(Checksum(secret), StringComparison.Ordinal) && text == text.ToLowerInvariant();
    }

    /// <summary>Returns the hash of a key or of the value of a cookie, under which it is stored.</summary>
    /// <param name="secret">The key or the value.</param>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Returns the last digits of a key, by which people tell their keys apart.</summary>
    /// <param name="key">The key.</param>
    internal static string EndingOf(string key) => key[^ShownDigits..];

    private static string Checksum(byte[] secret) => Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes(Prefix), .. secret]).AsSpan(0, ChecksumBytes));
}
