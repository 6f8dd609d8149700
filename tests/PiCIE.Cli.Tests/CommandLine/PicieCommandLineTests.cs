using System.Text.Json;
using PiCIE.Cli.CommandLine;

namespace PiCIE.Cli.Tests.CommandLine;

public sealed class PicieCommandLineTests : IDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly CapturedTerminal _terminal = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("runs", "lst")]
    [InlineData("nonsense")]
    [InlineData("run")]
    [InlineData("demo", "--seed", "0")]
    [InlineData("demo", "--seed", "many")]
    [InlineData("runs", "list", "--limit", "0")]
    [InlineData("predict", "--out", "masks", "photo.jpg")]
    [InlineData("weights", "fetch", "places365")]
    public async Task Wrong_usage_ends_with_2_and_says_where_help_is(params string[] arguments)
    {
        ExitStatus status = await _terminal.RunAsync(_home.Path, arguments);

        status.ShouldBe(ExitStatus.Input);
        _terminal.Out.ShouldBeEmpty();
        _terminal.Error.ShouldStartWith("picie: ");
        _terminal.Error.ShouldContain("--help' says what is possible");
    }

    [Fact]
    public async Task A_word_that_is_no_command_is_named()
    {
        await _terminal.RunAsync(_home.Path, "runs", "lst");

        _terminal.Error.ShouldContain("'lst'");
        _terminal.Error.ShouldNotContain("Required command");
    }

    [Theory]
    [InlineData("'picie' needs a command: demo, init, run, submit, runs, queue, cancel, pause, resume, retry, tag, note, archive, rm, gc, export, serve, open, keys, worker, workers, predict, model, data, weights, db, doctor, completion, version.", "--json=false")]
    [InlineData("'picie weights' needs a command: fetch, inspect.", "weights")]
    public async Task A_missing_command_is_answered_with_those_that_there_are(string sentence, params string[] arguments)
    {
        (await _terminal.RunAsync(_home.Path, arguments)).ShouldBe(ExitStatus.Input);
        _terminal.Error.ShouldContain(sentence);
    }

    [Theory]
    [InlineData("'picie' knows no command 'rnu': ", "Did you mean 'picie run'?", "rnu")]
    [InlineData("'picie' knows no command 'prdict': ", "Did you mean 'picie predict'?", "prdict", "--run", "1", "photo.png")]
    [InlineData("'picie runs' knows no command 'lst': list, show, compare.", "Did you mean 'picie runs list'?", "runs", "lst")]
    [InlineData("'picie' knows no command 'rnu': ", "Did you mean 'picie run'?", "help", "rnu")]
    [InlineData("'picie' knows no command 'rnu': ", "Did you mean 'picie run'?", "rnu", "--help")]
    [InlineData("'picie runs list' knows no --limt.", "Did you mean '--limit'?", "runs", "list", "--limt", "3")]
    [InlineData("'picie runs list' knows no --limt.", "Did you mean '--limit'?", "runs", "list", "--limt=3")]
    [InlineData("'picie run' knows no --plna.", "Did you mean '--plan'?", "run", "spec.yaml", "--plna")]
    [InlineData("'picie run' knows no --plna.", "Did you mean '--plan'?", "run", "--plna")]
    [InlineData("'picie version' knows no --jsn.", "Did you mean '--json'?", "version", "--jsn")]
    public async Task A_misspelt_word_is_answered_with_the_nearest(string sentence, string meant, params string[] arguments)
    {
        (await _terminal.RunAsync(_home.Path, arguments)).ShouldBe(ExitStatus.Input);
        _terminal.Error.ShouldContain(sentence);
        _terminal.Error.ShouldContain(meant);
    }

    [Fact]
    public async Task A_word_that_is_far_from_all_gets_no_guess()
    {
        (await _terminal.RunAsync(_home.Path, "zzzzzzzz")).ShouldBe(ExitStatus.Input);
        _terminal.Error.ShouldNotContain("Did you mean");
    }

    [Fact]
    public async Task Wrong_usage_with_json_is_one_error_document()
    {
        ExitStatus status = await _terminal.RunAsync(_home.Path, "run", "--json");

        status.ShouldBe(ExitStatus.Input);
        _terminal.Error.ShouldBeEmpty();
        JsonElement error = JsonDocument.Parse(_terminal.Out).RootElement.GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("usage");
        error.GetProperty("message").GetString()!.ShouldContain("SPEC");
    }

    [Theory]
    [InlineData]
    [InlineData("help")]
    [InlineData("help", "run")]
    [InlineData("help", "weights", "fetch")]
    [InlineData("--help")]
    [InlineData("run", "--help")]
    [InlineData("weights", "fetch", "--help")]
    public async Task Help_is_no_error(params string[] arguments)
    {
        (await _terminal.RunAsync(_home.Path, arguments)).ShouldBe(ExitStatus.Done);
        _terminal.Out.ShouldContain("Usage:");
    }

    [Fact]
    public async Task Every_command_of_the_contract_is_there()
    {
        await _terminal.RunAsync(_home.Path, "--help");

        string[] commands =
        [
            "demo", "run <SPEC>", "runs", "queue", "cancel <RUN>", "pause <RUN>", "resume <RUN>", "retry <RUN>", "tag <NAME>", "note <NAME> <TEXT>", "archive <NAME>", "export",
            "predict <IMAGES>", "keys", "data", "weights", "db", "doctor", "completion <bash|fish|zsh>", "init <FOLDER>", "version",
        ];
        foreach (string command in commands)
        {
            _terminal.Out.ShouldContain($"\n  {command} ");
        }
    }

    [Fact]
    public async Task The_version_as_json_is_one_document()
    {
        ExitStatus status = await _terminal.RunAsync(_home.Path, "version", "--json");

        status.ShouldBe(ExitStatus.Done);
        JsonDocument.Parse(_terminal.Out).RootElement.GetProperty("version").GetString()!.ShouldStartWith("0.1.0");
    }

    [Theory]
    [InlineData("demo --seed x", "--seed is 'x'; it is a whole number from 1.")]
    [InlineData("demo --seed -1", "--seed is '-1'; it is a whole number from 1.")]
    [InlineData("runs list --offset 1.5", "--offset is '1.5'; it is a whole number from 0.")]
    [InlineData("runs list --limit 0", "--limit is '0'; it is a whole number from 1 to ")]
    public async Task A_number_that_is_none_is_told_with_what_is_allowed(string line, string sentence)
    {
        ExitStatus status = await _terminal.RunAsync(_home.Path, line.Split(' '));

        status.ShouldBe(ExitStatus.Input);
        _terminal.Error.ShouldContain(sentence);
    }

    [Fact]
    public async Task A_missing_spec_is_named_with_its_full_path()
    {
        ExitStatus status = await _terminal.RunAsync(_home.Path, "run", "nowhere.yaml");

        status.ShouldBe(ExitStatus.Input);
        _terminal.Error.ShouldContain("nowhere.yaml");
        _terminal.Error.ShouldContain(_home["nowhere.yaml"]);
    }

    [Fact]
    public async Task A_folder_is_no_spec()
    {
        (await _terminal.RunAsync(_home.Path, "run", ".")).ShouldBe(ExitStatus.Input);
        _terminal.Error.ShouldContain("is a folder");
    }

    [Fact]
    public async Task Init_looks_where_one_stands()
    {
        (await _terminal.RunAsync(_home.Path, "init")).ShouldBe(ExitStatus.Input);
        _terminal.Error.ShouldContain(_home.Path);
    }

    [Fact]
    public async Task A_missing_weights_file_is_named()
    {
        (await _terminal.RunAsync(_home.Path, "weights", "inspect", "nowhere.pth")).ShouldBe(ExitStatus.Input);
        _terminal.Error.ShouldContain(_home["nowhere.pth"]);
    }
}
