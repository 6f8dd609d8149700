namespace PiCIE.Cli.Archives;

/// <summary>One entry of an archive while it is read in order.</summary>
/// <param name="Path">Its path as the archive gives it.</param>
/// <param name="Kind">Kind of the entry.</param>
/// <param name="Open">Opens its content; null where it has none.</param>
internal sealed record ArchiveEntry(string Path, ArchiveEntryKind Kind, Func<Stream?> Open);
