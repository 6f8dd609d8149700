using PiCIE.Cli.Predictions;
using PiCIE.Pipeline;

namespace PiCIE.Cli.Tests.Predictions;

public sealed class PhotographPathsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_stands_for_the_photographs_in_it_by_name()
    {
        Make("b.jpg", "a.PNG", "notes.txt");

        PhotographPaths.Of([_folder.Path]).Select(photograph => photograph.Name).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Photographs_of_one_name_get_outputs_of_their_own()
    {
        Make("day/photo.jpg", "night/photo.jpg");

        PhotographPaths.Of([_folder["day/photo.jpg"], _folder["night/photo.jpg"]]).Select(photograph => photograph.Name)
            .ShouldBe(["photo", "photo-2"]);
    }

    [Fact]
    public void A_photograph_that_is_named_twice_is_segmented_once()
    {
        Make("photo.jpg");

        PhotographPaths.Of([_folder["photo.jpg"], _folder.Path]).Count.ShouldBe(1);
    }

    [Fact]
    public void A_path_that_is_missing_is_named()
    {
        PicieException error = Should.Throw<PicieException>(() => PhotographPaths.Of([_folder["gone.jpg"]]));

        error.Message.ShouldContain(_folder["gone.jpg"]);
        error.Kind.ShouldBe(ProblemKind.Input);
    }

    [Fact]
    public void A_folder_without_photographs_is_named()
    {
        Make("notes.txt");

        Should.Throw<PicieException>(() => PhotographPaths.Of([_folder.Path])).Message.ShouldContain("holds no photograph");
    }

    private void Make(params string[] names)
    {
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
            File.WriteAllBytes(_folder[name], [0]);
        }
    }
}
