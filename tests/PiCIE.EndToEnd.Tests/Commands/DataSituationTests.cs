using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Commands;

/// <summary>What happens to folders of real people: names, moves, files that nobody takes, labels that nobody needs.</summary>
public sealed class DataSituationTests : IDisposable
{
    private readonly PicieHomeFolder _folder = new();
    private readonly SmallData _data;

    public DataSituationTests() => _data = SmallData.In(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Missing_label_images_of_the_split_that_is_trained_on_refuse_nothing_and_are_noted()
    {
        File.Delete(_data.LabelPath("train", 3));

        (await _folder.PicieAsync("run", _data.Spec, "--plan")).ShouldEndWith(0);
        (await _folder.PicieAsync("data", "check", _data.Spec)).ShouldEndWith(0).Out.ShouldContain("without a label image: 1 photograph");
    }

    [Fact]
    public async Task Missing_label_images_of_the_split_that_is_evaluated_are_refused()
    {
        File.Delete(_data.LabelPath("val", 3));

        (await _folder.PicieAsync("run", _data.Spec, "--plan")).ShouldEndWith(2).ShouldSay("1 of 4 label images are missing", "val3");

        // A check goes on behind them: all that is bad is told at once.
        _data.Photograph("train", 2, [1, 2, 3]);
        string said = (await _folder.PicieAsync("data", "check", _data.Spec)).ShouldEndWith(2).Out;
        said.ShouldContain("1 of 4 label images are missing");
        said.ShouldContain("val3");
        said.ShouldContain("train2.png");
    }

    [Fact]
    public async Task A_check_counts_the_files_that_no_run_looks_at()
    {
        File.WriteAllText(Path.Combine(_data.Folder, "train", "scan.tif"), "x");
        Directory.CreateDirectory(Path.Combine(_data.Folder, "train", "day2"));
        File.Copy(_data.PhotographPath("train", 0), Path.Combine(_data.Folder, "train", "day2", "q.png"));

        string said = (await _folder.PicieAsync("data", "check", _data.Spec)).ShouldEndWith(0).Out;

        said.ShouldContain("left out: 1 file with another ending");
        said.ShouldContain("left out: 1 folder with photographs, of which none is taken: day2");
    }

    [Theory]
    [InlineData("train1.png")]
    [InlineData("nowhere.png")]
    public async Task A_photograph_that_is_a_link_to_nothing_is_one_bad_file(string target)
    {
        string link = _data.PhotographPath("train", 1);
        File.Delete(link);
        File.CreateSymbolicLink(link, target);

        (await _folder.PicieAsync("data", "check", _data.Spec)).ShouldEndWith(2).Out.ShouldContain($"bad: {link}");
    }

    [Fact]
    public async Task A_label_image_whose_name_has_another_Unicode_form_is_its_photographs()
    {
        File.Move(_data.PhotographPath("val", 0), Path.Combine(_data.Folder, "val", "Mu\u0308ller.png"));
        File.Move(_data.LabelPath("val", 0), Path.Combine(_data.Folder, "valannot", "M\u00fcller.png"));
        string list = Path.Combine(_data.Folder, "val.txt");
        File.WriteAllText(list, File.ReadAllText(list).Replace("val0", "M\u00fcller", StringComparison.Ordinal));

        (await _folder.PicieAsync("data", "check", _data.Spec)).ShouldEndWith(0).Out.ShouldContain("val: 4 photographs, 4 label images, 0 bad files");
    }
}
