namespace PiCIE.Cli.Tests.BadInput;

/// <summary>Runs, folders and programs that are not there.</summary>
public sealed class UnknownThingsTests : IDisposable
{
    private readonly SpecHome _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_unknown_run_ends_with_4() =>
        (await _folder.PicieAsync("runs", "show", "no-such-run")).ShouldEndWith(4).ShouldSay("no-such-run");

    [Fact]
    public async Task A_prediction_with_an_unknown_run_ends_with_4_and_makes_nothing()
    {
        _folder.Write("photo.png", "");

        (await _folder.PicieAsync("predict", "--run", "no-such-run", "--out", "masks", "photo.png")).ShouldEndWith(4).ShouldSay("no-such-run");
        Directory.Exists(_folder["masks"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_setting_without_a_word_is_not_passed_over() =>
        (await _folder.PicieAsync("run", _folder.Spec, "--plan", "--set", "train.epochs=2", "--set")).ShouldEndWith(2).ShouldSay("--set needs a key and a value");

    [Fact]
    public async Task A_data_set_cannot_be_a_folder_that_is_missing() =>
        (await _folder.PicieAsync("data", "add", "holiday", "nowhere")).ShouldEndWith(2).ShouldSay("nowhere");

    [Theory]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    public async Task The_name_of_a_data_set_is_no_path(string name)
    {
        Directory.CreateDirectory(_folder["photographs"]);

        (await _folder.PicieAsync("data", "add", name, "photographs")).ShouldEndWith(2).ShouldSay(name);
    }

    [Fact]
    public async Task A_name_that_means_another_folder_is_a_conflict()
    {
        Directory.CreateDirectory(_folder["one"]);
        Directory.CreateDirectory(_folder["two"]);
        File.WriteAllText(Path.Combine(_folder["two"], "a.jpg"), "a photograph that the other folder has not");
        (await _folder.PicieAsync("data", "add", "holiday", "one")).ShouldEndWith(0);

        (await _folder.PicieAsync("data", "add", "holiday", "two")).ShouldEndWith(5).ShouldSay("holiday", _folder["one"]);
    }

    [Fact]
    public async Task A_home_that_is_a_file_is_no_home_without_runs()
    {
        _folder.Write("home", "");

        (await _folder.PicieAsync("runs", "list")).ShouldEndWith(2).ShouldSay("is a file; it has to be a folder", _folder.Home);
    }

    [Fact]
    public async Task A_second_server_is_refused_before_it_says_that_it_serves()
    {
        Directory.CreateDirectory(_folder.Home);
        Dictionary<string, string> variables = new() { ["PICIE_STAGE"] = _folder.Write("picie-stage.dll", "") };
        using FileStream served = new(Path.Combine(_folder.Home, "serve.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        (await _folder.PicieAsync(variables, "serve")).ShouldEndWith(5).ShouldSay("Another picie serve serves").Error.ShouldNotContain("Serving until");
    }

    [Theory]
    [InlineData()]
    [InlineData("--plan")]
    public async Task A_stage_program_that_is_missing_is_an_environment_to_repair(params string[] plan)
    {
        Dictionary<string, string> variables = new() { ["PICIE_STAGE"] = _folder["gone/picie-stage.dll"] };

        Said outcome = await _folder.PicieAsync(variables, ["run", _folder.Spec, "--set", "train.epochs=1", .. plan]);

        outcome.ShouldEndWith(3).ShouldSay(_folder["gone/picie-stage.dll"], "PICIE_STAGE");
    }

    [Fact]
    public async Task The_doctor_calls_a_missing_stage_program_broken()
    {
        Dictionary<string, string> variables = new() { ["PICIE_STAGE"] = _folder["gone/picie-stage.dll"] };

        Said outcome = (await _folder.PicieAsync(variables, "doctor", "--json")).ShouldEndWith(3);

        outcome.Json.GetProperty("fine").GetBoolean().ShouldBeFalse();
        outcome.Json.GetProperty("findings").EnumerateArray()
            .Where(finding => !finding.GetProperty("fine").GetBoolean()).ShouldNotBeEmpty();
    }
}
