using PiCIE.Segmentation.Native;

namespace PiCIE.Segmentation.Tests.Native;

public sealed class LibraryCacheTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("picie-test-").FullName, "native");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public void A_copy_is_named_by_its_content_and_kept()
    {
        LibraryCache cache = new(_folder);
        string first = cache.Place("libx.so", [1, 2, 3]);
        File.ReadAllBytes(first).ShouldBe([1, 2, 3]);
        cache.Place("libx.so", [1, 2, 3]).ShouldBe(first);
        cache.Place("libx.so", [1, 2, 4]).ShouldNotBe(first);
        Directory.GetFiles(_folder).Length.ShouldBe(2);
    }

    [Fact]
    public void A_copy_that_someone_changed_is_written_anew()
    {
        LibraryCache cache = new(_folder);
        string path = cache.Place("libx.so", [1, 2, 3]);
        File.WriteAllBytes(path, [9]);
        cache.Place("libx.so", [1, 2, 3]).ShouldBe(path);
        File.ReadAllBytes(path).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Only_the_owner_may_enter_the_folder_even_if_it_was_open_before()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("file modes of Unix");
            return;
        }
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(_folder);
        File.SetUnixFileMode(_folder, Owner | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
        new LibraryCache(_folder).Place("libx.so", [1]);
        File.GetUnixFileMode(_folder).ShouldBe(Owner);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_plain_sentence()
    {
        File.WriteAllText(_folder, "a file in the way");
        Should.Throw<NativeLibraryException>(() => new LibraryCache(_folder).Place("libx.so", [1])).Message.ShouldContain("XDG_CACHE_HOME");
    }
}
