using System.Text;

namespace PiCIE.Evaluation.Tests.Layouts;

/// <summary>Names in lists may hold spaces, and lists of other programs have further columns.</summary>
public sealed class StemListTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("IMG 0001.png\nIMG 0002.png\n", "IMG 0001|IMG 0002")]
    [InlineData("beach 1\nforest 2\n", "beach 1|forest 2")]
    [InlineData("/srv/My Data/images/a1.png\n", "a1")]
    [InlineData("C:\\My Data\\images\\a1.png\n", "a1")]
    [InlineData("  a1  \n", "a1")]
    public void Name_with_spaces_is_one_name(string list, string names)
    {
        Photographs("IMG 0001", "IMG 0002", "beach 1", "forest 2", "a1").Write("val.txt", list);
        _data.Names(FolderSplits.Listed).ShouldBe(names.Split('|'));
    }

    [Theory]
    [InlineData("a1 -1\na2  1\n", "a1|a2")]
    [InlineData("/x/images/a1.png /x/labels/a1.png\n", "a1")]
    [InlineData("/x/images/a1.png\t/x/images/a2.png\n", "a1")]
    [InlineData("IMG 1.png IMG 1_mask.png\n", "IMG 1")]
    [InlineData("/srv/My Data/images/a1.png /srv/My Data/labels/a1.png 7\n", "a1")]
    [InlineData("IMG 1 -1\n", "IMG 1")]
    public void Further_columns_are_not_read(string list, string names)
    {
        Photographs("a1", "a2", "IMG 1").Write("val.txt", list);
        _data.Names(FolderSplits.Listed).ShouldBe(names.Split('|'));
    }

    [Fact]
    public void Whole_line_wins_where_both_are_photographs()
    {
        Photographs("a", "a 1").Write("val.txt", "a 1\n");
        _data.Names(FolderSplits.Listed).ShouldBe(["a 1"]);
    }

    [Fact]
    public void Photograph_that_is_missing_is_named_with_its_spaces()
    {
        Photographs("IMG 0001").Write("val.txt", "IMG 0001.png\nIMG 0002.png\n");
        _data.Refused(FolderSplits.Listed).Message.ShouldEndWith(": IMG 0002");
    }

    [Fact]
    public void Name_that_stands_twice_in_two_spellings_is_refused()
    {
        Photographs("a1").Write("val.txt", "a1 -1\n/x/a1.png\n");
        _data.Refused(FolderSplits.Listed).Message.ShouldEndWith("line 2: a1 is there already in line 1");
    }

    [Fact]
    public void Line_of_very_many_words_is_read_by_its_first_name()
    {
        Photographs("a1").Write("val.txt", "a1.png " + string.Join(' ', Enumerable.Repeat("w.png", 200_000)) + "\n");
        _data.Names(FolderSplits.Listed).ShouldBe(["a1"]);
    }

    [Fact]
    public void List_that_is_not_UTF8_is_refused_by_name()
    {
        Photographs("a1");
        File.WriteAllBytes(_data["val.txt"], Encoding.Latin1.GetBytes("Müller\n"));
        TaskInputException failure = _data.Refused(FolderSplits.Listed);
        failure.Message.ShouldBe($"the list {_data["val.txt"]}, line 1, column 2: byte 0xFC is no UTF-8");
        failure.Hint.ShouldBe("save the file as UTF-8");
    }

    [Theory]
    [InlineData("a1.png\r\na2.png\r\n", "utf-8", false)]
    [InlineData("a1\ra2\r", "utf-8", false)]
    [InlineData("a1\na2", "utf-8", true)]
    [InlineData("a1\r\na2\r\n", "utf-16", true)]
    public void Lists_of_other_systems_and_editors_are_read(string list, string encoding, bool marked)
    {
        Photographs("a1", "a2");
        Encoding written = Encoding.GetEncoding(encoding);
        File.WriteAllBytes(_data["val.txt"], [.. marked ? written.GetPreamble() : [], .. written.GetBytes(list)]);
        _data.Names(FolderSplits.Listed).ShouldBe(["a1", "a2"]);
    }

    [Fact]
    public void List_that_is_a_folder_is_called_one()
    {
        Photographs("a1");
        Directory.CreateDirectory(_data["val.txt"]);
        _data.Refused(FolderSplits.Listed).Message.ShouldBe($"the list {_data["val.txt"]} is a folder");
    }

    private TemporaryFolder Photographs(params string[] stems) =>
        _data.With([.. stems.Select(stem => $"images/{stem}.png"), .. stems.Select(stem => $"labels/{stem}.png")]);
}
