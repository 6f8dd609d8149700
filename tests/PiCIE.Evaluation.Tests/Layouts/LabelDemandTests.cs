using PiCIE.Evaluation.Layouts;

namespace PiCIE.Evaluation.Tests.Layouts;

/// <summary>Label images are needed where figures are computed, and nowhere else.</summary>
public sealed class LabelDemandTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("labels/a.png")]
    [InlineData("labels/notes.txt")]
    [InlineData("notes.txt")]
    public void Training_asks_for_no_label_image(string other)
    {
        _data.With("images/a.png", "images/b.png", other);
        PhotographList.Resolve(FolderSplits.Unlisted, "val", _data.Path, LabelDemand.None).ShouldAllBe(photograph => photograph.LabelPath == null);
        _data.Names(FolderSplits.Unlisted, LabelDemand.None).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Check_sees_those_that_are_there()
    {
        _data.With("images/a.png", "images/b.png", "labels/a.png");
        PhotographList.Resolve(FolderSplits.Unlisted, "val", _data.Path, LabelDemand.WhereThere)
            .Select(photograph => photograph.LabelPath).ShouldBe([_data["labels/a.png"], null]);
    }

    [Fact]
    public void Check_needs_no_folder_of_label_images()
    {
        _data.With("images/a.png");
        _data.Names(FolderSplits.Unlisted, LabelDemand.WhereThere).ShouldBe(["a"]);
    }

    [Fact]
    public void Evaluation_refuses_a_missing_label_image_and_speaks_of_no_list_where_there_is_none()
    {
        _data.With("images/a.png", "images/b.png", "labels/a.png");
        TaskInputException failure = _data.Refused(FolderSplits.Unlisted);
        failure.Message.ShouldBe($"1 of 2 label images are missing in {_data["labels"]}: b");
        failure.Hint!.ShouldNotContain("list");
        _data.Write("val.txt", "a\nb\n").Refused(FolderSplits.Listed).Hint!.ShouldContain("take the names from the list");
    }
}
