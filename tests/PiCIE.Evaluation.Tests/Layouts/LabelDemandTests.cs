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

    [Theory]
    [InlineData("b.tif", "b.tif is there, with an ending that is not read here")]
    [InlineData("B.png", "B.png differs in upper and lower case")]
    [InlineData("b_label.png", "b_label.png is there, whose name goes on behind that of the photograph")]
    public void Missing_label_image_is_looked_for_under_the_names_that_other_programs_give(string there, string said)
    {
        _data.With("images/a.png", "images/b.png", "labels/a.png", $"labels/{there}");
        _data.Refused(FolderSplits.Unlisted).Message.ShouldEndWith($": b ({_data["labels"]}{Path.DirectorySeparatorChar}{said})");
    }

    [Theory]
    [InlineData("b2.png")]
    [InlineData("c.tif")]
    public void Another_photographs_label_image_is_not_taken_for_the_missing_one(string there)
    {
        _data.With("images/a.png", "images/b.png", "labels/a.png", $"labels/{there}");
        _data.Refused(FolderSplits.Unlisted).Message.ShouldEndWith(": b");
    }

    [Fact]
    public void Folder_that_differs_in_upper_and_lower_case_is_named()
    {
        _data.With("Images/a.png", "labels/a.png");
        Assert.SkipWhen(Directory.Exists(_data["images"]), "the disk takes both for one name");
        _data.Refused(FolderSplits.Unlisted).Message.ShouldBe($"the folder {_data["images"]} does not exist ({_data["Images"]} differs in upper and lower case)");
    }
}
