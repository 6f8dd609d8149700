using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Pipeline.Tests.StageProcesses;

public sealed class StageExecutableTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picie-program-");

    [Fact]
    public void The_variable_comes_first_then_the_folder_beside_then_the_build()
    {
        string asked = Write("asked/picie-stage.dll");
        string beside = Write("stage/picie-stage.dll");
        string built = Write("built/picie-stage.dll");

        StageExecutable.Find(asked, _folder.FullName, built).Path.ShouldBe(asked);
        StageExecutable.Find(Path.GetDirectoryName(asked), _folder.FullName, built).Path.ShouldBe(asked);
        StageExecutable.Find(null, _folder.FullName, built).Path.ShouldBe(beside);
        File.Delete(beside);
        StageExecutable.Find(null, _folder.FullName, built).Path.ShouldBe(built);
    }

    [Fact]
    public void Without_a_program_the_error_names_the_command_that_builds_it()
    {
        PicieException error = Should.Throw<PicieException>(() => StageExecutable.Find(null, _folder.FullName, "/nowhere/picie-stage.dll"));

        error.Kind.ShouldBe(ProblemKind.Environment);
        error.Message.ShouldContain("/nowhere/picie-stage.dll");
        error.Hint.ShouldBe("Build both: dotnet build -c Release src/PiCIE.Cli");
    }

    [Fact]
    public void A_variable_that_names_nothing_is_an_error_even_if_the_program_is_elsewhere()
    {
        Write("stage/picie-stage.dll");

        Should.Throw<PicieException>(() => StageExecutable.Find("/nowhere", _folder.FullName, null)).Message.ShouldContain("PICIE_STAGE names /nowhere");
    }

    [Fact]
    public void A_program_that_brings_its_runtime_is_started_without_the_machines()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The starter has another name there.");
        string program = Write("stage/picie-stage.dll");
        string starter = Write("stage/picie-stage");

        StageExecutable.Find(null, _folder.FullName, null).Command().Arguments.ShouldBe([program]);
        Write("stage/libcoreclr.so");
        StageExecutable.Find(null, _folder.FullName, null).Command().File.ShouldBe(starter);
        StageExecutable.Find(null, _folder.FullName, null).Command().Arguments.ShouldBeEmpty();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name)
    {
        string path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        return path;
    }
}
