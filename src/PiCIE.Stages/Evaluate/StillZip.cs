using System.IO.Compression;

namespace PiCIE.Stages.Evaluate;

/// <summary>Makes entries of a zip whose bytes do not depend on the clock: the same content gives the same file.</summary>
internal static class StillZip
{
    /// <summary>The earliest time that a zip can hold.</summary>
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Adds an entry for content that is compressed already.</summary>
    /// <param name="zip">The archive.</param>
    /// <param name="name">Name of the entry.</param>
    public static ZipArchiveEntry Create(ZipArchive zip, string name)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Epoch;
        return entry;
    }
}
