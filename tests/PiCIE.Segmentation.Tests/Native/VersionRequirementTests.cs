using System.Runtime.InteropServices;
using PiCIE.Segmentation.Native;

namespace PiCIE.Segmentation.Tests.Native;

public sealed class VersionRequirementTests
{
    private const string Version = "GLIBCXX_3.4.32";

    [Fact]
    public void Exactly_one_byte_of_the_copy_differs_and_the_copy_loads()
    {
        byte[] library = Library("libLibTorchSharp.so");
        byte[] before = library.ToArray();
        byte[] copy = VersionRequirement.MakeWeak(library, Version, "the copy");
        library.ShouldBe(before);
        copy.Length.ShouldBe(library.Length);
        int[] changed = Enumerable.Range(0, copy.Length).Where(i => copy[i] != library[i]).ToArray();
        changed.Length.ShouldBe(1);
        ((byte)(copy[changed[0]] ^ library[changed[0]])).ShouldBe((byte)0x2);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("picie-test-");
        try
        {
            string path = Path.Combine(folder.FullName, "copy.so");
            File.WriteAllBytes(path, copy);
            NativeLibrary.TryLoad(path, out _).ShouldBeTrue();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_library_that_does_not_require_the_version_is_refused() =>
        Should.Throw<NativeLibraryException>(() => VersionRequirement.MakeWeak(Library("libc10.so"), Version, "libc10.so"))
            .Message.ShouldContain("does not require GLIBCXX_3.4.32");

    [Fact]
    public void A_version_that_real_symbols_lean_on_is_refused() =>
        Should.Throw<NativeLibraryException>(() => VersionRequirement.MakeWeak(Library("libLibTorchSharp.so"), "GLIBCXX_3.4", "the library"))
            .Message.ShouldContain("really uses");

    [Fact]
    public void A_file_that_is_no_library_is_refused() =>
        Should.Throw<NativeLibraryException>(() => VersionRequirement.MakeWeak(new byte[1000], Version, "notes.txt"))
            .Message.ShouldContain("notes.txt is not a 64-bit");

    [Fact]
    public void A_library_that_is_cut_off_is_refused_by_name() =>
        Should.Throw<NativeLibraryException>(() => VersionRequirement.MakeWeak(Library("libLibTorchSharp.so")[..100_000], Version, "half.so"))
            .Message.ShouldContain("half.so is damaged");

    private static byte[] Library(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", name);
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(path), $"needs {name} for Linux beside the test program");
        return File.ReadAllBytes(path);
    }
}
