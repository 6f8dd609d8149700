namespace PiCIE.Cli.Tests.BadInput;

/// <summary>Where the photographs are, and whether they are those of yesterday: what a plan sees without opening one.</summary>
public sealed class DataPlaceTests : IDisposable
{
    private readonly SpecHome _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_data_folder_that_is_missing_is_named()
    {
        Directory.Delete(_folder["pictures"], recursive: true);

        (await _folder.PicieAsync("run", _folder.Spec)).ShouldEndWith(2).ShouldSay(_folder["pictures"]);
    }

    [Fact]
    public async Task A_list_without_photographs_is_named()
    {
        File.WriteAllText(Path.Combine(_folder["pictures"], "train.txt"), "");

        (await _folder.PicieAsync("run", _folder.Spec)).ShouldEndWith(2).ShouldSay("train.txt");
    }

    [Fact]
    public async Task A_photograph_of_the_list_that_is_missing_is_named()
    {
        File.Delete(_folder["pictures/train/train3.png"]);

        (await _folder.PicieAsync("run", _folder.Spec)).ShouldEndWith(2).ShouldSay("train3");
    }

    [Fact]
    public async Task A_registered_folder_that_was_moved_is_found_again()
    {
        string spec = _folder.Spec;
        (await _folder.PicieAsync("data", "add", "photos", _folder["pictures"])).ShouldEndWith(0);
        string moved = _folder["elsewhere"];
        Directory.Move(_folder["pictures"], moved);

        (await _folder.PicieAsync("run", spec, "--plan", "--set", "data=photos")).ShouldEndWith(2).ShouldSay("picie data add photos", "picie data remove photos");
        (await _folder.PicieAsync("data", "list")).ShouldEndWith(0).Out.ShouldContain("not there any more");
        (await _folder.PicieAsync("data", "add", "photos", moved)).ShouldEndWith(0);
        (await _folder.PicieAsync("run", spec, "--plan", "--set", "data=photos")).ShouldEndWith(0);
    }

    [Fact]
    public async Task A_replaced_picture_of_the_same_size_and_time_is_another_picture()
    {
        string file = _folder["pictures/train/train0.png"];
        File.WriteAllText(file, "a");
        string[] before = await KeysAsync();
        DateTime time = File.GetLastWriteTimeUtc(file);
        File.WriteAllText(file, "b");
        File.SetLastWriteTimeUtc(file, time);

        (await KeysAsync()).ShouldNotBe(before);
    }

    private async Task<string[]> KeysAsync() =>
    [
        .. (await _folder.PicieAsync("run", _folder.Spec, "--plan", "--json")).ShouldEndWith(0).Json
            .GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("key").GetString()!),
    ];
}
