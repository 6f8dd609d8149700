using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Tasks;

namespace PiCIE.Evaluation.Tests.Layouts;

public sealed class LeftOutFilesTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Files_with_other_endings_folders_and_labels_alone_are_counted()
    {
        string[] endings = ["scan.tif", "scan2.tiff", "saved.jfif", "old.jpe", "anim.gif", "phone.heic", "new.avif"];
        _data.With("imgs/val/a.png", "labels/val/a.png", "imgs/val/day2/deep/q0.png")
            .With([.. endings.Select(file => "imgs/val/" + file)])
            .With([.. endings.Select(file => $"labels/val/{Path.GetFileNameWithoutExtension(file)}.png")]);

        LeftOut(FolderSplits.Folder).ShouldBe(
            ["Ending 7: anim.gif, new.avif, old.jpe", "Folder 1: day2", "LabelAlone 7: anim, new, old"]);
    }

    [Fact]
    public void Photographs_that_the_list_does_not_name_are_counted()
    {
        _data.With("images/a.png", "images/b.png", "images/c.png", "labels/a.png", "labels/b.png").Write("val.txt", "a\n");
        LeftOut(FolderSplits.Listed).ShouldBe(["NotInList 2: b, c"]);
    }

    [Fact]
    public void What_programs_put_beside_photographs_is_not_said()
    {
        _data.With(
            "imgs/val/a.png", "labels/val/a.png", "imgs/val/Thumbs.db", "imgs/val/.DS_Store", "imgs/val/._a.png", "imgs/val/desktop.ini", "imgs/val/notes.txt",
            "imgs/val/.cache/b.png", "imgs/val/empty/notes.txt");
        LeftOut(FolderSplits.Folder).ShouldBeEmpty();
    }

    [Fact]
    public void Files_beside_the_photographs_of_a_plain_folder_are_not_said()
    {
        _data.With("a.png", "spec.yaml", "classes.json", "README.md");
        LeftOut(FolderSplits.Folder).ShouldBeEmpty();
    }

    [Fact]
    public void Ring_of_links_is_not_followed()
    {
        _data.With("imgs/val/a.png", "labels/val/a.png");
        Directory.CreateSymbolicLink(_data["imgs/val/ring"], _data["imgs/val"]);
        LeftOut(FolderSplits.Folder).ShouldBe(["Folder 1: ring"]);
    }

    [Theory]
    [InlineData("imgs/val/city/a.png")]
    [InlineData("imgs/val/city/day/a.png")]
    public void Folder_with_photographs_only_below_says_where(string photograph)
    {
        _data.With(photograph);
        _data.Refused(FolderSplits.Folder).Message
            .ShouldBe($"the folder {_data["imgs/val"]} has no photographs, but the folder {_data["imgs/val/city"]} below it has");
    }

    [Fact]
    public void Twenty_thousand_photographs_are_read_with_one_listing_of_each_folder()
    {
        string[] names = [.. Enumerable.Range(0, 20_000).Select(number => $"{number:D6}")];
        Directory.CreateDirectory(_data["imgs/val"]);
        foreach (string name in names)
        {
            File.Create(_data[$"imgs/val/{name}.jpg"]).Dispose();
        }

        _data.Names(FolderSplits.Folder).ShouldBe(names);
    }

    private string[] LeftOut(SegmentationTask task) =>
    [
        .. PhotographList.LeftOut(task, "val", _data.Path).Select(left => $"{left.Reason} {left.Count}: {string.Join(", ", left.Examples)}"),
    ];
}
