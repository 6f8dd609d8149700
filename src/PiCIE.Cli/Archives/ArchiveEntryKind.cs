namespace PiCIE.Cli.Archives;

/// <summary>What an entry of an archive is.</summary>
internal enum ArchiveEntryKind
{
    /// <summary>A file with content.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A note of the archive program about other entries; it unpacks to nothing.</summary>
    Note,

    /// <summary>A link, a device or anything else that is no data.</summary>
    Other,
}
