using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace PiCIE.Cli.Tests.Archives;

/// <summary>Archives as publishers and attackers make them, in memory.</summary>
internal static class SmallArchive
{
    private const int LinkMode = 0xA1FF << 16;

    /// <summary>A zip of files with their content.</summary>
    public static byte[] Zip(params IEnumerable<(string Path, string Content)> files)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string path, string content) in files)
            {
                using Stream entry = zip.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A zip with one symbolic link.</summary>
    public static byte[] ZipWithLink(string path, string target)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            ZipArchiveEntry link = zip.CreateEntry(path);
            link.ExternalAttributes = LinkMode;
            using Stream entry = link.Open();
            entry.Write(Encoding.UTF8.GetBytes(target));
        }

        return bytes.ToArray();
    }

    /// <summary>A gzipped tar of files with their content.</summary>
    public static byte[] TarGz(params IEnumerable<(string Path, string Content)> files) => Tar(files.Select(file => new PaxTarEntry(TarEntryType.RegularFile, file.Path)
    {
        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(file.Content)),
    }));

    /// <summary>A gzipped tar with one link.</summary>
    public static byte[] TarGzWithLink(TarEntryType type, string path, string target) => Tar([new PaxTarEntry(type, path) { LinkName = target }]);

    private static byte[] Tar(IEnumerable<PaxTarEntry> entries)
    {
        using MemoryStream bytes = new();
        using (GZipStream zipped = new(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (TarWriter tar = new(zipped))
        {
            foreach (PaxTarEntry entry in entries)
            {
                tar.WriteEntry(entry);
            }
        }

        return bytes.ToArray();
    }
}
