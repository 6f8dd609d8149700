using PiCIE.EndToEnd.Tests.Materials;
using PiCIE.EndToEnd.Tests.Runs;

namespace PiCIE.EndToEnd.Tests.Predictions;

/// <summary>Photographs as people have them: some broken, some turned, some of the same name.</summary>
public sealed class PredictTests(PredictingRun run) : IClassFixture<PredictingRun>
{
    [Fact]
    public async Task One_bad_file_in_a_folder_costs_nothing_but_itself()
    {
        string folder = Folder("holiday", "p0.png", "p1.png", "p2.png");
        File.WriteAllText(Path.Combine(folder, "p1b.jpg"), "<html>not found</html>");

        PicieOutcome outcome = (await run.PredictAsync("out-bad", folder)).ShouldEndWith(1);

        Names("out-bad/masks").ShouldBe(["p0.png", "p1.png", "p2.png"]);
        Names("out-bad/overlays").ShouldBe(["p0.png", "p1.png", "p2.png"]);
        outcome.Json.GetProperty("photographs").GetArrayLength().ShouldBe(3);
        outcome.Json.GetProperty("bad")[0].GetProperty("file").GetString()!.ShouldEndWith("p1b.jpg");
    }

    [Fact]
    public async Task Bad_files_alone_are_named_and_nothing_is_written()
    {
        string folder = Folder("strips");
        File.WriteAllBytes(Path.Combine(folder, "strip.png"), PngBytes.Photograph(1, 2000, (_, y) => ((byte)y, 0, 0)));
        File.WriteAllBytes(Path.Combine(folder, "empty.png"), []);

        PicieOutcome outcome = (await run.PredictAsync("out-none", folder)).ShouldEndWith(1);

        outcome.Json.GetProperty("bad").EnumerateArray().Select(bad => Path.GetFileName(bad.GetProperty("file").GetString())).ShouldBe(["empty.png", "strip.png"]);
        Directory.Exists(run.Folder["out-none"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_photograph_that_a_phone_turned_stands_upright()
    {
        string folder = Folder("phone");
        File.WriteAllBytes(Path.Combine(folder, "phone.jpg"), JpegBytes.RedOverBlue(orientation: 6));

        await run.PredictAsync("out-phone", folder);

        PngSize.Read(run.Folder["out-phone/masks/phone.png"]).ShouldBe((32, 48));
        PngSize.Read(run.Folder["out-phone/overlays/phone.png"]).ShouldBe((32, 48));
    }

    [Fact]
    public async Task Photographs_of_one_name_from_two_folders_get_names_of_their_own()
    {
        await run.PredictAsync("out-twice", Folder("here", "p.png"), Folder("there", "p.png"));

        Names("out-twice/masks").ShouldBe(["p-2.png", "p.png"]);
    }

    [Fact]
    public async Task A_folder_without_a_photograph_is_nothing_to_segment() =>
        (await run.PredictAsync("out-empty", Folder("empty"))).ShouldEndWith(2).Out.ShouldContain("holds no photograph");

    private string[] Names(string folder) => [.. Directory.GetFiles(run.Folder[folder]).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private string Folder(string name, params string[] photographs)
    {
        string folder = Directory.CreateDirectory(run.Folder[name]).FullName;
        for (int index = 0; index < photographs.Length; index++)
        {
            File.Copy(run.Data.PhotographPath("val", index), Path.Combine(folder, photographs[index]));
        }

        return folder;
    }
}
