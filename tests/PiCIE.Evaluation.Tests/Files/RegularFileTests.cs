using PiCIE.Evaluation.Files;

namespace PiCIE.Evaluation.Tests.Files;

public sealed class RegularFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("picie-files-").FullName;

    [Fact]
    public void A_pipe_is_refused_and_not_waited_for()
    {
        string pipe = NamedPipe.At(Path.Combine(_folder, "a.png"));
        string link = Path.Combine(_folder, "b.png");
        File.CreateSymbolicLink(link, pipe);

        Should.Throw<IOException>(() => RegularFile.OpenRead(pipe)).Message.ShouldBe($"{pipe} is a named pipe, not a file; remove it, or give it another name");
        RegularFile.OtherKind(link).ShouldBe("a named pipe");
        RegularFile.OtherKind("/dev/null").ShouldBe("a device");
    }

    [Fact]
    public void Files_folders_and_what_is_not_there_are_left_to_who_opens_them()
    {
        string file = Path.Combine(_folder, "a.txt");
        File.WriteAllText(file, "a");

        RegularFile.OtherKind(file).ShouldBeNull();
        RegularFile.OtherKind(_folder).ShouldBeNull();
        RegularFile.OtherKind(Path.Combine(_folder, "missing")).ShouldBeNull();
        using FileStream opened = RegularFile.OpenRead(file);
        opened.Length.ShouldBe(1);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
