using System.Security.Cryptography;
using System.Text.Json;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Commands;

/// <summary>The commands round one run, as a person types them.</summary>
public sealed class SmallRunTests : IClassFixture<SmallRun>
{
    private readonly SmallRun _small;

    public SmallRunTests(SmallRun small) => _small = small;

    [Fact]
    public void A_run_prints_the_document_of_the_contract()
    {
        JsonElement run = _small.Outcome.ShouldEndWith(0).Json.GetProperty("runs")[0];

        run.GetProperty("status").GetString().ShouldBe("done");
        run.GetProperty("labelsUsed").GetString().ShouldBe("none");
        run.GetProperty("seeds").GetProperty("train").GetInt32().ShouldBe(1);
        run.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("kind").GetString()).Distinct()
            .ShouldBe(["preprocess", "train", "cluster", "evaluate"]);
        run.GetProperty("metrics").GetProperty("val").GetProperty("accuracy").GetDouble().ShouldBeInRange(0.0001, 100);
        run.GetProperty("metrics").GetProperty("val").GetProperty("perClass").GetArrayLength().ShouldBe(7);
        run.GetProperty("curve").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_class_without_pixels_is_absent_and_not_zero()
    {
        // By majority each cluster stands for one of the two classes that have pixels, so the other five are never predicted.
        PicieOutcome outcome = await _small.Folder.PicieAsync(
            "run", _small.Data.Spec, "--set", "name=majority", "--set", "evaluate.matching=majority", "--json");

        ILookup<bool, JsonElement> classes = outcome.ShouldEndWith(0).Json.GetProperty("runs")[0].GetProperty("metrics").GetProperty("val")
            .GetProperty("perClass").EnumerateArray().ToLookup(@class => @class.GetProperty("pixels").GetInt64() == 0);
        classes[true].Select(Absence).ShouldBe(Enumerable.Repeat((true, JsonValueKind.Null), 5));
        classes[false].Select(Absence).ShouldBe(Enumerable.Repeat((false, JsonValueKind.Number), 2));
    }

    [Fact]
    public async Task On_a_home_that_cannot_be_written_the_same_command_shows_what_is_there_and_another_is_refused()
    {
        // Nobody keeps root from writing, so a file stands where the folder of the followers would be made.
        string home = _small.Folder["kept"];
        foreach (string file in Directory.GetFiles(_small.Folder.Home, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(home, Path.GetRelativePath(_small.Folder.Home, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.WriteAllText(Path.Combine(home, "followers"), "");
        Dictionary<string, string> variables = new() { ["PICIE_HOME"] = home };

        Metrics((await _small.Folder.PicieAsync(variables, "run", _small.Data.Spec, "--json")).ShouldEndWith(0)).ShouldBe(Metrics(_small.Outcome));
        (await _small.Folder.PicieAsync(variables, "run", _small.Data.Spec, "--set", "seeds=9")).ShouldEndWith(3).ShouldSay("followers");
    }

    [Fact]
    public async Task The_same_command_again_runs_nothing_and_prints_the_same_figures()
    {
        PicieOutcome again = (await _small.Folder.PicieAsync("run", _small.Data.Spec, "--json")).ShouldEndWith(0);

        Metrics(again).ShouldBe(Metrics(_small.Outcome));
        Attempts(again).ShouldBe(Attempts(_small.Outcome));
    }

    [Fact]
    public async Task A_plan_says_that_all_is_done_and_changes_nothing()
    {
        PicieOutcome plan = (await _small.Folder.PicieAsync("run", _small.Data.Spec, "--plan")).ShouldEndWith(0);

        plan.Out.ShouldContain("all done already");
    }

    [Fact]
    public async Task A_plan_of_another_seed_expects_what_the_first_took_and_submits_nothing()
    {
        JsonElement expected = (await _small.Folder.PicieAsync("submit", _small.Data.Spec, "--set", "seeds=77", "--plan", "--json")).ShouldEndWith(0).Json.GetProperty("expected");

        expected.GetProperty("kinds").EnumerateArray().Select(kind => (kind.GetProperty("kind").GetString(), kind.GetProperty("withoutTime").GetInt32(), kind.GetProperty("likeStages").GetInt32() > 0))
            .ShouldBe([("train", 0, true), ("cluster", 0, true), ("evaluate", 0, true)]);
        expected.GetProperty("seconds").GetDouble().ShouldBeGreaterThan(0);
        expected.GetProperty("bytes").GetInt64().ShouldBeGreaterThan(0);
        (await _small.Folder.PicieAsync("run", _small.Data.Spec, "--set", "seeds=77", "--plan")).ShouldEndWith(0).Out.ShouldContain("in 1 slot with nothing else in it");
        (await _small.Folder.PicieAsync("runs", "list", "--where", "seed = 77", "--json")).ShouldEndWith(0).Json.GetProperty("runs").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Runs_are_listed_and_shown_by_the_last_digits_of_their_id()
    {
        PicieOutcome list = (await _small.Folder.PicieAsync("runs", "list")).ShouldEndWith(0);
        string shortId = _small.RunId.Replace("-", "", StringComparison.Ordinal)[^8..];
        PicieOutcome show = (await _small.Folder.PicieAsync("runs", "show", shortId, "--json")).ShouldEndWith(0);

        list.Out.ShouldContain(shortId);
        show.Json.GetProperty("runs")[0].GetProperty("id").GetString().ShouldBe(_small.RunId);
    }

    [Fact]
    public async Task A_photograph_of_any_size_gets_a_mask_and_a_picture_of_its_own_size()
    {
        File.WriteAllBytes(_small.Folder["wide.png"], PngBytes.Photograph(70, 45, (x, y) => ((byte)(3 * x), (byte)(5 * y), 90)));

        PicieOutcome predicted = await _small.Folder.PicieAsync("predict", "--run", _small.RunId, "--out", "out", "wide.png", "--json");

        JsonElement photograph = predicted.ShouldEndWith(0).Json.GetProperty("photographs")[0];
        Size(photograph.GetProperty("mask").GetString()!).ShouldBe((70, 45));
        Size(photograph.GetProperty("overlay").GetString()!).ShouldBe((70, 45));
    }

    [Fact]
    public async Task A_photograph_that_cannot_be_read_is_named_and_what_was_there_stays()
    {
        Directory.CreateDirectory(_small.Folder["kept/masks"]);
        File.WriteAllText(_small.Folder["kept/masks/mine.txt"], "mine");
        File.WriteAllText(_small.Folder["broken.png"], "no photograph");

        PicieOutcome outcome = await _small.Folder.PicieAsync("predict", "--run", _small.RunId, "--out", "kept", "broken.png");

        outcome.ShouldEndWith(1).Out.ShouldContain("broken.png");
        File.ReadAllText(_small.Folder["kept/masks/mine.txt"]).ShouldBe("mine");
    }

    [Fact]
    public async Task Wrong_specs_harm_nothing_that_was_there()
    {
        string before = Fingerprint();
        string list = (await _small.Folder.PicieAsync("runs", "list", "--json")).Out;
        string spec = _small.Data.WriteSpec("trian: { epochs: 2 }", name: "wrong");

        (await _small.Folder.PicieAsync("run", spec)).ShouldEndWith(2);
        (await _small.Folder.PicieAsync("run", _small.Data.Spec, "--set", "train.k=0")).ShouldEndWith(2);
        (await _small.Folder.PicieAsync("runs", "show", "nothing-like-it")).ShouldEndWith(4);

        Fingerprint().ShouldBe(before);
        (await _small.Folder.PicieAsync("runs", "list", "--json")).Out.ShouldBe(list);
    }

    [Fact]
    public async Task A_kept_epoch_that_is_evaluated_has_figures_in_the_curve()
    {
        PicieOutcome outcome = await _small.Folder.PicieAsync(
            "run", _small.Data.WriteSpec(SmallData.ShortTraining, name: "kept"), "--set", "train.keepEpochs=[0]", "--set", "evaluate.epochs=[0]", "--json");

        JsonElement val = outcome.ShouldEndWith(0).Json.GetProperty("runs")[0].GetProperty("curve")[0].GetProperty("metrics").GetProperty("val");
        val.GetProperty("repeats").GetArrayLength().ShouldBe(2);
        val.GetProperty("accuracy").GetDouble().ShouldBeInRange(0.0001, 100);
    }

    [Fact]
    public async Task Without_a_terminal_progress_is_lines_on_standard_error_and_the_table_stands_alone()
    {
        string spec = _small.Data.WriteSpec(SmallData.ShortTraining.Replace("epochs: 1", "epochs: 2", StringComparison.Ordinal), name: "lines");

        PicieOutcome outcome = (await _small.Folder.PicieAsync("run", spec)).ShouldEndWith(0);

        outcome.Error.ShouldContain("train");
        outcome.Error.ShouldContain(": done in ");
        outcome.Out.ShouldContain("val accuracy");
        (outcome.Out + outcome.Error).ShouldNotContain("\u001b[");
    }

    private static (bool Absent, JsonValueKind Figure) Absence(JsonElement @class) =>
        (@class.GetProperty("absent").GetBoolean(), @class.GetProperty("iou").ValueKind);

    private static string Metrics(PicieOutcome outcome) => outcome.Json.GetProperty("runs")[0].GetProperty("metrics").GetRawText();

    private static int[] Attempts(PicieOutcome outcome) =>
        [.. outcome.Json.GetProperty("runs")[0].GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("attempts").GetInt32())];

    private static (int Width, int Height) Size(string png)
    {
        byte[] head = File.ReadAllBytes(png)[16..24];
        return (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(head), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4)));
    }

    /// <summary>Every artifact file with its content.</summary>
    private string Fingerprint() => string.Join('\n', Directory
        .EnumerateFiles(Path.Combine(_small.Folder.Home, "artifacts"), "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => $"{path} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}"));
}
