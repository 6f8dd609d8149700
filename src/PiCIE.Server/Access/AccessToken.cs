using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PiCIE.Server.Access;

/// <summary>
/// A secret of 256 random bits that lets in whoever has it. The cookie that it is traded for is another value, from which it cannot be computed:
/// neither can stand for the other.
/// </summary>
public sealed class AccessToken
{
    private const int Bytes = 32;

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(Bytes);

    /// <summary>The token as it stands in an address or behind <c>Bearer</c>.</summary>
    public string Text => Base64Url.EncodeToString(_secret);

    /// <summary>The value of the cookie.</summary>
    internal string Cookie => Base64Url.EncodeToString(HMACSHA256.HashData(_secret, "picie cookie"u8));

    /// <summary>Returns whether a text is this token; it takes as long whatever the text is.</summary>
    /// <param name="text">The text.</param>
    internal bool IsToken(string text) => AreEqual(text, Text);

    /// <summary>Returns whether a text is the cookie of this token; it takes as long whatever the text is.</summary>
    /// <param name="text">The text.</param>
    internal bool IsCookie(string text) => AreEqual(text, Cookie);

    private static bool AreEqual(string given, string right) => CryptographicOperations.FixedTimeEquals(Hash(given), Hash(right));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
