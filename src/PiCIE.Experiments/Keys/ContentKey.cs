using System.Security.Cryptography;
using System.Text;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Keys;

/// <summary>Hashes what something depends on.</summary>
public static class ContentKey
{
    /// <summary>Returns the SHA-256 of the canonical JSON of a record, 64 lower-case hexadecimal digits.</summary>
    /// <param name="material">Record of everything that it depends on.</param>
    /// <typeparam name="T">Type of the record.</typeparam>
    public static string Of<T>(T material) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Of(StageJson.ToElement(material)))));
}
