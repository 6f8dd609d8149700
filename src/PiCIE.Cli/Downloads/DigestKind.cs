namespace PiCIE.Cli.Downloads;

/// <summary>Says how a checksum is computed.</summary>
internal enum DigestKind
{
    /// <summary>SHA-256: the checksum that is kept with whatever is fetched.</summary>
    Sha256,

    /// <summary>MD5, which some publishers state and no other.</summary>
    Md5,
}
