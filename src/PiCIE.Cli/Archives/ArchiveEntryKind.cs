namespace PiCIE.Cli.Archives;

/// <summary>Says what an entry of an archive is.</summary>
internal enum ArchiveEntryKind
{
    /// <summary>It is a file with content.</summary>
    File,

    /// <summary>It is a folder.</summary>
    Folder,

    /// <summary>It is a note of the archive program about other entries, which unpacks to nothing.</summary>
    Note,

    /// <summary>It is a link, a device or anything else that is no data.</summary>
    Other,
}
