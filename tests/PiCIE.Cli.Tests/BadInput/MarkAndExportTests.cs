using System.Text.Json;

namespace PiCIE.Cli.Tests.BadInput;

/// <summary>Commands that mark, compare and export, on runs that were submitted and never worked on.</summary>
public sealed class MarkAndExportTests : IDisposable
{
    private readonly SpecHome _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Marks_are_written_found_and_taken_back()
    {
        await SubmitAsync();

        (await _folder.PicieAsync("tag", "small/seed-1", "--add", "best", "--add", "paper")).ShouldEndWith(0).Out.ShouldBe("run small/seed-1: tags best, paper\n");
        (await _folder.PicieAsync("tag", "small/seed-2", "--add", "good, better")).ShouldEndWith(0).Out.ShouldBe("run small/seed-2: tags better, good\n");
        (await _folder.PicieAsync("note", "small", "of the lake")).ShouldEndWith(0).Out.ShouldContain("tester");
        (await _folder.PicieAsync("runs", "list", "--where", "tag = best lake", "--json")).ShouldEndWith(0).Json.GetProperty("paging").GetProperty("total").GetInt32().ShouldBe(1);
        (await _folder.PicieAsync("archive", "small/seed-1")).ShouldEndWith(0).Out.ShouldContain("archived");
        (await _folder.PicieAsync("runs", "list", "--json")).Json.GetProperty("paging").GetProperty("total").GetInt32().ShouldBe(1);
        (await _folder.PicieAsync("archive", "small/seed-2")).ShouldEndWith(0);
        (await _folder.PicieAsync("runs", "list", "--experiment", "small")).ShouldEndWith(0).Out.ShouldContain("All 2 runs are archived");
        (await _folder.PicieAsync("archive", "small/seed-1", "--undo")).ShouldEndWith(0);
        (await _folder.PicieAsync("tag", "small/seed-1", "--remove", "best", "--json")).ShouldEndWith(0).Json.GetProperty("marked")[0].GetProperty("tags").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Archived_runs_are_deleted_after_a_plan_and_restored()
    {
        await SubmitAsync();
        await _folder.PicieAsync("archive", "small/seed-1");

        (await _folder.PicieAsync("rm", "small")).ShouldEndWith(0).Out.ShouldContain("1 run (small/seed-1) would be deleted. 3 stages with 0 MB of artifacts belong to no other run.\nNothing was changed: picie rm small --yes deletes it");
        (await _folder.PicieAsync("rm", "seed-1", "--yes")).ShouldEndWith(0).Out.ShouldContain("1 run (small/seed-1) deleted.");
        (await _folder.PicieAsync("runs", "show", "small/seed-1")).ShouldEndWith(4);
        string plan = (await _folder.PicieAsync("gc")).ShouldEndWith(0).Out;
        plan.ShouldContain("1 deleted run can still be restored (picie rm --undo RUN): small/seed-1 until ");
        plan.ShouldEndWith("There is nothing to take away.\n");
        (await _folder.PicieAsync("gc", "--yes", "--json")).ShouldEndWith(0).Json.GetProperty("recoverable").GetArrayLength().ShouldBe(1);
        (await _folder.PicieAsync("rm", "seed-1", "--undo")).ShouldEndWith(0).Out.ShouldContain("restored; archived as before (picie archive --undo seed-1)");
        (await _folder.PicieAsync("runs", "show", "small/seed-1")).ShouldEndWith(0);
    }

    [Theory]
    [InlineData(4, "There is no run or experiment 'nowhere'", "tag", "nowhere", "--add", "best")]
    [InlineData(4, "There is no run or experiment 'nowhere'", "archive", "nowhere")]
    [InlineData(4, "There is no run or experiment 'nowhere'", "runs", "compare", "nowhere")]
    [InlineData(4, "There is no run or experiment 'nowhere'", "rm", "nowhere", "--yes")]
    [InlineData(4, "no run is deleted", "rm", "small", "--undo")]
    [InlineData(5, "None of the 2 runs of small is archived", "rm", "small")]
    [InlineData(5, "picie archive small/seed-1 first", "rm", "small/seed-1", "--yes")]
    [InlineData(2, "knows no --all", "gc", "--all")]
    [InlineData(4, "has no note 'abc'", "note", "small", "--remove", "abc")]
    [InlineData(2, "No tag is given", "tag", "small")]
    [InlineData(2, "cannot be used", "tag", "small", "--add", " ")]
    [InlineData(2, "Nothing is named that could be compared", "runs", "compare")]
    [InlineData(2, "it is csv or json", "export", "--format", "xlsx")]
    [InlineData(2, "--json asks for JSON", "export", "--format", "csv", "--json")]
    [InlineData(2, "'naem' is no field", "export", "--where", "naem = x")]
    [InlineData(2, "--out is empty", "export", "--out", "")]
    [InlineData(2, "that is a folder", "export", "--out", ".")]
    [InlineData(2, "knows no --sorted", "runs", "list", "--sorted", "-created")]
    [InlineData(2, "there is no folder", "export", "--out", "nowhere/runs.csv")]
    [InlineData(2, "no text for one is given", "note", "small")]
    [InlineData(2, "there is no folder", "model", "export", "--run", "small/seed-1", "--out", "nowhere/model.safetensors")]
    [InlineData(5, "nothing is overwritten", "export", "--out", "small.yaml", "--format", "csv")]
    [InlineData(2, "--out ends with '.xlsx'", "export", "--out", "b.xlsx")]
    [InlineData(2, "add --format csv", "export", "--out", "runs")]
    public async Task What_is_wrong_is_said_with_its_status(int status, string sentence, params string[] arguments)
    {
        await SubmitAsync();

        Said said = (await _folder.PicieAsync(arguments)).ShouldEndWith(status);

        $"{said.Out}{said.Error}".ShouldContain(sentence);
    }

    [Fact]
    public async Task Without_a_text_the_notes_that_there_are_are_shown()
    {
        await SubmitAsync();
        await _folder.PicieAsync("note", "small", "of the lake");

        string shown = (await _folder.PicieAsync("note", "small")).ShouldEndWith(0).Out;

        shown.ShouldContain("of the lake");
        shown.ShouldNotContain("nothing changed");
    }

    [Fact]
    public async Task An_export_that_cannot_be_written_names_the_file_that_was_asked_for()
    {
        await SubmitAsync();
        string name = $"{new string('x', 246)}.csv";

        // With the ending of the draft the name is longer than any disk takes.
        Said said = (await _folder.PicieAsync("export", "--out", name)).ShouldEndWith(3).ShouldSay(name);

        said.Error.ShouldNotContain(".part");
    }

    [Theory]
    [InlineData("--sort", "-seed")]
    [InlineData("--sort=-seed")]
    [InlineData("--sort", "-metrics.val.meanIoU,-seed")]
    public async Task A_field_that_comes_down_begins_with_a_dash(params string[] sort)
    {
        await SubmitAsync();

        JsonElement runs = (await _folder.PicieAsync(["runs", "list", .. sort, "--json"])).ShouldEndWith(0).Json.GetProperty("runs");

        runs.EnumerateArray().Select(run => run.GetProperty("name").GetString()).ShouldBe(["seed-2", "seed-1"]);
        (await _folder.PicieAsync(["export", .. sort])).ShouldEndWith(0);
    }

    [Fact]
    public async Task An_export_has_a_row_a_run_and_reads_back()
    {
        await SubmitAsync();
        await _folder.PicieAsync("archive", "small/seed-2");
        await _folder.PicieAsync("tag", "small/seed-1", "--add", "best");
        await _folder.PicieAsync("note", "small", "of the lake");

        string[] lines = (await _folder.PicieAsync("export", "--where", "archived in (true, false)", "--sort", "seed")).ShouldEndWith(0).Out.TrimEnd('\n').Split('\n');
        (await _folder.PicieAsync("export", "--out", "runs.json")).ShouldEndWith(0).Out.ShouldContain("1 run written to");

        lines.Length.ShouldBe(3);
        string[] headings = lines[0].Split(',');
        headings.ShouldBeUnique();
        lines[1].Split(',')[Array.IndexOf(headings, "settings.backbone.width")].ShouldBe("0.125");
        lines[1].Split(',')[Array.IndexOf(headings, "name")].ShouldBe("seed-1");
        Cell(lines[1], "data").ShouldBe(_folder["pictures"]);
        (Cell(lines[1], "archived"), Cell(lines[2], "archived"), Cell(lines[1], "tags"), Cell(lines[1], "notes"), Cell(lines[1], "person")).ShouldBe(("false", "true", "best", "of the lake", "tester"));
        (await _folder.PicieAsync("runs", "show", "small/seed-1")).Out.ShouldContain("tags: best\nnote: of the lake\n");
        JsonElement runs = JsonDocument.Parse(File.ReadAllText(_folder["runs.json"])).RootElement;
        runs.GetArrayLength().ShouldBe(1);
        runs[0].GetProperty("settings").GetProperty("train").GetProperty("seed").GetInt64().ShouldBe(1);
        Directory.GetFiles(_folder.Path, "*.part").ShouldBeEmpty();
        JsonDocument.Parse((await _folder.PicieAsync("export", "--json")).Out).RootElement.GetArrayLength().ShouldBe(1);

        string Cell(string line, string heading) => line.Split(',')[Array.IndexOf(headings, heading)];
    }

    [Fact]
    public async Task Quiet_tells_errors_and_results_and_no_remark()
    {
        await SubmitAsync();

        (await _folder.PicieAsync("runs", "list")).Error.ShouldContain("Nobody works");
        Said quiet = (await _folder.PicieAsync("runs", "list", "--quiet")).ShouldEndWith(0);
        (quiet.Error, quiet.Out.Contains("seed-1", StringComparison.Ordinal)).ShouldBe(("", true));
        (await _folder.PicieAsync("runs", "show", "nowhere", "--quiet")).ShouldEndWith(4).ShouldSay("nowhere");
    }

    private async Task SubmitAsync()
    {
        (await _folder.PicieAsync("submit", _folder.Spec, "--set", "seeds=1,2")).ShouldEndWith(0);
    }
}
