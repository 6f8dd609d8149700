using PiCIE.Pipeline.Work.Breakers;

namespace PiCIE.Pipeline.Tests.Work.Breakers;

public sealed class SurroundingsProbeTests
{
    [Fact]
    public async Task A_folder_of_the_home_needs_room_for_as_much_as_the_attempt_had_written()
    {
        await using TestHome home = new();
        string place = home.Home.AttemptFolder(Guid.NewGuid(), 1).Root;
        long free = new DriveInfo(home.Root).AvailableFreeSpace;

        (await home.Get<SurroundingsProbe>().PassesAsync(place, 1 << 20)).ShouldBeTrue();
        (await home.Get<SurroundingsProbe>().PassesAsync(place, free + (1L << 40))).ShouldBeFalse();

        Directory.EnumerateFiles(home.Home.WorkFolder).ShouldBeEmpty("a probe leaves nothing behind");
    }

    [Fact]
    public async Task The_folder_of_artifacts_of_a_team_must_carry_its_mark()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        await using TestHome home = await TestHome.OnAsync(DatabaseKind.PostgreSql);
        await (await home.OpenAsync()).DisposeAsync();
        string artifacts = home.Home.ArtifactsFolder;
        (await home.Get<SurroundingsProbe>().PassesAsync(artifacts, 0)).ShouldBeTrue();

        Directory.Move(artifacts, artifacts + "-gone");
        Directory.CreateDirectory(artifacts);

        (await home.Get<SurroundingsProbe>().PassesAsync(artifacts, 0)).ShouldBeFalse("a mount that is gone leaves an empty folder");
    }

    [Fact]
    public async Task What_lies_elsewhere_must_be_readable()
    {
        await using TestHome home = new();
        using TemporaryFile file = new();

        (await home.Get<SurroundingsProbe>().PassesAsync(file.Path, 0)).ShouldBeTrue();
        (await home.Get<SurroundingsProbe>().PassesAsync(Path.GetDirectoryName(file.Path)!, 0)).ShouldBeTrue();
        (await home.Get<SurroundingsProbe>().PassesAsync(file.Path + "-gone", 0)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stage_program_that_says_nothing_of_use_does_not_pass()
    {
        await using TestHome home = new();
        home.Let("doctor", "abort");

        (await home.Get<SurroundingsProbe>().PassesAsync(null, 0)).ShouldBeFalse();
    }

    private sealed class TemporaryFile : IDisposable
    {
        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
