using PiCIE.Cli.Predictions;
using PiCIE.Pipeline;

namespace PiCIE.Cli.Tests.Predictions;

/// <summary>What predict writes into: nothing that is there is harmed, least of all a photograph or a label by hand.</summary>
public sealed class OutputFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("masks/a.png")]
    [InlineData("overlays/a.png")]
    public void A_file_that_would_be_overwritten_refuses_all(string there)
    {
        _folder.Write($"out/{there}", "mine");

        PicieException refused = Should.Throw<PicieException>(() => new OutputFolder(_folder["out"], [new("/b.jpg", "b"), new("/a.jpg", "a")]));

        (refused.Kind, refused.Message).ShouldBe((ProblemKind.Conflict, $"{_folder[$"out/{there}"]} is there already; nothing is overwritten."));
        File.ReadAllText(_folder[$"out/{there}"]).ShouldBe("mine");
    }

    [Fact]
    public void Other_files_in_the_folder_are_no_hindrance()
    {
        _folder.Write("out/masks/c.png", "mine");

        using OutputFolder folder = new(_folder["out"], [new("/a.jpg", "a")]);

        File.Exists(_folder["out/masks/c.png"]).ShouldBeTrue();
    }

    [Fact]
    public void A_file_is_no_folder()
    {
        _folder.Write("out", "a file");

        Should.Throw<PicieException>(() => new OutputFolder(_folder["out"], [])).Message.ShouldBe($"--out names {_folder["out"]}, which is a file.");
    }

    [Fact]
    public void A_new_folder_that_takes_nothing_goes_again()
    {
        using (new OutputFolder(_folder["out"], []))
        {
            Directory.Exists(_folder["out"]).ShouldBeTrue();
        }

        Directory.Exists(_folder["out"]).ShouldBeFalse();
    }
}
