using System.IO.Compression;
using System.Security.Cryptography;

namespace PiCIE.Dashboard.Assets;

/// <summary>A script, style or picture of the pages. Its address names its content, so that a browser never asks for it twice.</summary>
internal sealed class PageAsset
{
    private const int HashLength = 12;

    private readonly byte[] _content;
    private readonly Lazy<byte[]> _brotli;

    /// <summary>Creates the asset.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="content">Its content.</param>
    public PageAsset(string name, byte[] content)
    {
        _content = content;
        _brotli = new Lazy<byte[]>(Compress);
        Hash = Convert.ToHexStringLower(SHA256.HashData(content))[..HashLength];
        Address = $"/assets/{Hash}/{name}";
        MediaType = Path.GetExtension(name) switch
        {
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            string other => throw new ArgumentException($"no media type is known for {other}", nameof(name)),
        };
    }

    /// <summary>Beginning of the hash of the content.</summary>
    public string Hash { get; }

    /// <summary>Address from the root of the server.</summary>
    public string Address { get; }

    /// <summary>Media type.</summary>
    public string MediaType { get; }

    /// <summary>Returns the bytes for a browser.</summary>
    /// <param name="takesBrotli">Whether it reads Brotli; what is compressed once is kept.</param>
    public byte[] Bytes(bool takesBrotli) => takesBrotli ? _brotli.Value : _content;

    private byte[] Compress()
    {
        using MemoryStream packed = new();
        using (BrotliStream brotli = new(packed, CompressionLevel.Optimal))
        {
            brotli.Write(_content);
        }

        return packed.ToArray();
    }
}
