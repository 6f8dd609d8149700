using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace PiCIE.Cli.Archives;

/// <summary>Reads the entries of an archive in their order, whatever its kind.</summary>
internal static class ArchiveReader
{
    // Upper half of a zip entry's attributes, where Unix programs keep the mode; a mode of another type than file or folder is no data.
    private const int ModeShift = 16;
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;
    private const int FolderType = 0x4000;

    /// <summary>Reads the entries; each is read before the next one is asked for.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="kind">Form in which its files are stored.</param>
    /// <exception cref="InvalidDataException">It is no whole archive of this kind.</exception>
    public static IEnumerable<ArchiveEntry> Entries(string path, ArchiveKind kind) => kind switch
    {
        ArchiveKind.Zip => OfZip(path),
        ArchiveKind.TarGz => OfTar(path),
        _ => throw new UnreachableException(kind.ToString()),
    };

    private static IEnumerable<ArchiveEntry> OfZip(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            yield return new ArchiveEntry(entry.FullName, KindOf(entry), entry.Open);
        }
    }

    private static IEnumerable<ArchiveEntry> OfTar(string path)
    {
        using FileStream file = File.OpenRead(path);
        using GZipStream unzipped = new(file, CompressionMode.Decompress);
        using TarReader tar = new(unzipped);
        while (tar.GetNextEntry() is { } entry)
        {
            yield return new ArchiveEntry(entry.Name, KindOf(entry.EntryType), () => entry.DataStream);
        }
    }

    private static ArchiveEntryKind KindOf(ZipArchiveEntry entry) => ((entry.ExternalAttributes >> ModeShift) & TypeMask) switch
    {
        0 or RegularType or FolderType => entry.FullName.EndsWith('/') ? ArchiveEntryKind.Folder : ArchiveEntryKind.File,
        _ => ArchiveEntryKind.Other,
    };

    private static ArchiveEntryKind KindOf(TarEntryType type) => type switch
    {
        TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile => ArchiveEntryKind.File,
        TarEntryType.Directory or TarEntryType.DirectoryList => ArchiveEntryKind.Folder,
        TarEntryType.GlobalExtendedAttributes or TarEntryType.ExtendedAttributes => ArchiveEntryKind.Note,
        _ => ArchiveEntryKind.Other,
    };
}
