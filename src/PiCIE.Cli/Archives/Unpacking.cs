namespace PiCIE.Cli.Archives;

/// <summary>
/// Unpacks the files of an archive that somebody else made, of which nothing is believed: paths stay in their folder, links are refused,
/// entries and bytes are counted as they come, and no file is written twice.
/// </summary>
internal sealed class Unpacking
{
    private const int BufferBytes = 128 * 1024;
    private readonly string _archive;
    private readonly string _folder;
    private readonly ArchiveLimits _limits;
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private int _entries;
    private long _bytes;

    private Unpacking(string archive, string folder, ArchiveLimits limits) => (_archive, _folder, _limits) = (archive, folder, limits);

    /// <summary>Unpacks an archive.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="kind">Form in which its files are stored.</param>
    /// <param name="folder">Folder that takes its files; it is empty.</param>
    /// <param name="limits">Limits of what it may hold.</param>
    /// <param name="place">Returns the place of a file from the names of its path in the archive: names below the folder, or null to leave it out.</param>
    /// <param name="cancel">Stops the unpacking; files that are unpacked so far stay.</param>
    /// <returns>Number of files that were unpacked.</returns>
    /// <exception cref="ArchiveException">The archive is broken, dangerous or too large.</exception>
    public static int Run(
        string archive, ArchiveKind kind, string folder, ArchiveLimits limits, Func<string[], string[]?> place, CancellationToken cancel)
    {
        Unpacking unpacking = new(archive, folder, limits);
        try
        {
            foreach (ArchiveEntry entry in ArchiveReader.Entries(archive, kind))
            {
                cancel.ThrowIfCancellationRequested();
                unpacking.Take(entry, place, cancel);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new ArchiveException($"{archive} is not a whole archive: {broken.Message}", broken);
        }

        return unpacking._written.Count;
    }

    private void Take(ArchiveEntry entry, Func<string[], string[]?> place, CancellationToken cancel)
    {
        if (++_entries > _limits.Entries)
        {
            throw new ArchiveException($"{_archive} has more than {_limits.Entries:N0} entries, which this data set has not");
        }

        string[] names = EntryPath.Names(_archive, entry.Path);
        if (entry.Kind == ArchiveEntryKind.Other)
        {
            throw new ArchiveException($"{_archive} has an entry '{entry.Path}' that is a link or a device; data sets are files");
        }

        if (entry.Kind == ArchiveEntryKind.File)
        {
            Write(entry, place(names), cancel);
        }
    }

    private void Write(ArchiveEntry entry, string[]? target, CancellationToken cancel)
    {
        if (target is not null && !_written.Add(EntryPath.Twin(target)))
        {
            throw new ArchiveException($"{_archive} has '{entry.Path}' twice, or two names that some systems take for one");
        }

        using Stream? content = entry.Open();
        using Stream written = target is null ? Stream.Null : Create(target);
        byte[] buffer = new byte[BufferBytes];
        while (content?.Read(buffer) is > 0 and int count)
        {
            cancel.ThrowIfCancellationRequested();
            _bytes += count;
            if (_bytes > _limits.Bytes)
            {
                throw new ArchiveException($"{_archive} unpacks to more than {_limits.Bytes:N0} bytes, which this data set has not");
            }

            written.Write(buffer, 0, count);
        }
    }

    private FileStream Create(string[] names)
    {
        string path = Path.Combine([_folder, .. names]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }
}
