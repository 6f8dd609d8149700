namespace PiCIE.Cli.Archives;

/// <summary>Says how the files of an archive are stored.</summary>
internal enum ArchiveKind
{
    /// <summary>A zip file.</summary>
    Zip,

    /// <summary>A tar file compressed with gzip.</summary>
    TarGz,
}
