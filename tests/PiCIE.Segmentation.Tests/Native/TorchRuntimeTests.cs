using PiCIE.Segmentation.Native;

namespace PiCIE.Segmentation.Tests.Native;

public sealed class TorchRuntimeTests
{
    [Fact]
    public void The_version_is_known_once_it_is_loaded() => TorchRuntime.Version.ShouldStartWith("2.");

    [Fact]
    public void No_threads_at_all_are_refused() => Should.Throw<ArgumentOutOfRangeException>(() => TorchRuntime.SetThreads(0));

    [Fact]
    public void A_chosen_folder_that_is_not_there_is_named()
    {
        string missing = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        Should.Throw<NativeLibraryException>(() => LibtorchLoader.Folders(missing)).Message.ShouldContain($"PICIE_LIBTORCH names the folder '{missing}'");
    }

    [Fact]
    public void A_chosen_folder_comes_before_the_programs_own() =>
        LibtorchLoader.Folders(Path.GetTempPath())[0].ShouldBe(Path.GetFullPath(Path.GetTempPath()));
}
