namespace PiCIE.Cli.Archives;

/// <summary>Limits what an archive may unpack to. What exceeds it is refused while it is unpacked, whatever the archive says of itself.</summary>
/// <param name="Entries">Largest number of entries, folders and files that are not taken included.</param>
/// <param name="Bytes">Largest number of bytes of all files together, those that are not taken included.</param>
internal sealed record ArchiveLimits(int Entries, long Bytes);
