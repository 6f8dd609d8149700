namespace PiCIE.Cli.Archives;

/// <summary>How much an archive may unpack to. What exceeds it is refused while it is unpacked, whatever the archive says of itself.</summary>
/// <param name="Entries">Most entries, folders and files that are not taken included.</param>
/// <param name="Bytes">Most bytes of all files together, those that are not taken included.</param>
internal sealed record ArchiveLimits(int Entries, long Bytes);
