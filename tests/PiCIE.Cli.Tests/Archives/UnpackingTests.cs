using System.Formats.Tar;
using PiCIE.Cli.Archives;

namespace PiCIE.Cli.Tests.Archives;

/// <summary>An archive comes from a stranger: nothing that it says of itself is believed.</summary>
public sealed class UnpackingTests : IDisposable
{
    private static readonly ArchiveLimits Limits = new(Entries: 20, Bytes: 1_000);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Zip_and_tar_unpack_alike()
    {
        (string, string)[] files = [("root/a/1.txt", "one"), ("root/a/2.txt", "two")];

        Unpack(SmallArchive.Zip(files), ArchiveKind.Zip, "zip").ShouldBe(2);
        Unpack(SmallArchive.TarGz(files), ArchiveKind.TarGz, "tar").ShouldBe(2);

        foreach (string kind in new[] { "zip", "tar" })
        {
            File.ReadAllText(_folder[$"{kind}/root/a/1.txt"]).ShouldBe("one");
            File.ReadAllText(_folder[$"{kind}/root/a/2.txt"]).ShouldBe("two");
        }
    }

    [Fact]
    public void What_the_place_leaves_out_is_not_written()
    {
        Unpack(SmallArchive.Zip(("a", "1"), ("b", "2")), ArchiveKind.Zip, "out", names => names[0] == "b" ? ["only", "b"] : null).ShouldBe(1);
        Directory.GetFiles(_folder["out"], "*", SearchOption.AllDirectories).ShouldBe([_folder["out/only/b"]]);
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("a/../../evil.txt")]
    [InlineData("/tmp/evil.txt")]
    [InlineData("a\\..\\evil.txt")]
    [InlineData("C:/evil.txt")]
    public void Path_that_leaves_its_folder_is_refused(string path)
    {
        Refused(SmallArchive.Zip((path, "evil")), ArchiveKind.Zip).Message.ShouldContain(path);
        Refused(SmallArchive.TarGz((path, "evil")), ArchiveKind.TarGz).Message.ShouldContain(path);
        Directory.GetFiles(_folder.Path, "evil*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void Links_are_refused()
    {
        Refused(SmallArchive.ZipWithLink("a", "/etc/passwd"), ArchiveKind.Zip).Message.ShouldContain("link");
        Refused(SmallArchive.TarGzWithLink(TarEntryType.SymbolicLink, "a", "/etc/passwd"), ArchiveKind.TarGz).Message.ShouldContain("link");
        Refused(SmallArchive.TarGzWithLink(TarEntryType.HardLink, "a", "b"), ArchiveKind.TarGz).Message.ShouldContain("link");
    }

    [Theory]
    [InlineData("a.txt", "a.txt")]
    [InlineData("a.txt", "A.TXT")]
    [InlineData("u\u0308.txt", "\u00fc.txt")]
    public void Two_names_that_some_system_takes_for_one_are_refused(string first, string second) =>
        Refused(SmallArchive.TarGz((first, "1"), (second, "2")), ArchiveKind.TarGz).Message.ShouldContain("twice");

    [Fact]
    public void More_bytes_or_entries_than_the_data_set_has_are_refused_while_they_come()
    {
        Refused(SmallArchive.Zip(("zeros", new string('0', 5_000_000))), ArchiveKind.Zip).Message.ShouldContain("1,000 bytes");
        new FileInfo(_folder["refused/zeros"]).Length.ShouldBeLessThan(1_000);
        Refused(SmallArchive.Zip(Enumerable.Range(0, 21).Select(number => ($"{number}", ""))), ArchiveKind.Zip).Message.ShouldContain("20 entries");
    }

    [Fact]
    public void Bytes_of_files_that_are_left_out_count()
    {
        byte[] archive = SmallArchive.TarGz(("zeros", new string('0', 5_000_000)));
        Should.Throw<ArchiveException>(() => Unpack(archive, ArchiveKind.TarGz, "refused", _ => null)).Message.ShouldContain("1,000 bytes");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cut_archive_is_refused(bool zip)
    {
        byte[] whole = zip ? SmallArchive.Zip(("a", "content")) : SmallArchive.TarGz(("a", new string('x', 900)), ("b", Guid.NewGuid().ToString()));
        Refused(whole[..(whole.Length * 2 / 3)], zip ? ArchiveKind.Zip : ArchiveKind.TarGz).Message.ShouldContain("not a whole archive");
    }

    private ArchiveException Refused(byte[] archive, ArchiveKind kind) => Should.Throw<ArchiveException>(() => Unpack(archive, kind, "refused"));

    private int Unpack(byte[] archive, ArchiveKind kind, string into, Func<string[], string[]?>? place = null)
    {
        string target = _folder[into];
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.CreateDirectory(target);
        File.WriteAllBytes(_folder["archive"], archive);
        return Unpacking.Run(_folder["archive"], kind, target, Limits, place ?? (names => names), TestContext.Current.CancellationToken);
    }
}
