using System.Text.RegularExpressions;
using PiCIE.Cli.CommandLine;

namespace PiCIE.Cli.Tests.Deployment;

/// <summary>What can be held of the containers where no engine runs them: their files are read, and their command lines given to picie.</summary>
public sealed partial class ContainerTests : IDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly ComposeFile _file = ComposeFile.Read();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void The_services_are_the_database_and_the_workers() => _file.Services.Keys.ShouldBe(["postgres", "worker", "worker-gpu"]);

    /// <summary>The command line is accepted, and the worker goes as far as to the database, which is not there; one for a graphics card is refused by this version.</summary>
    [Theory]
    [InlineData("worker", 3, "The stage program picie-stage.dll is missing")]
    [InlineData("worker-gpu", 2, "this version works on the processor only")]
    public async Task Every_command_line_is_one_that_picie_accepts(string service, int status, string sentence)
    {
        Dictionary<string, string> variables = new(_file.EnvironmentOf(service)) { ["PICIE_HOME"] = _home["home"] };
        variables["PICIE_DATABASE"] = variables["PICIE_DATABASE"].Replace("@postgres/", "@127.0.0.1:1/", StringComparison.Ordinal);
        CapturedTerminal terminal = new();

        ExitStatus ended = await PicieCommandLine.RunAsync(_file.Commands[service], new ProcessSurroundings(terminal.Terminal, variables.GetValueOrDefault, _home.Path));

        ((int)ended).ShouldBe(status, terminal.Error);
        terminal.Error.ShouldContain(sentence);
        _file.Commands.Keys.ShouldBe(["worker", "worker-gpu"]);
    }

    [Fact]
    public void No_password_works_by_default()
    {
        MatchCollection uses = PasswordUse().Matches(ComposeFile.Text);

        uses.Count.ShouldBe(2);
        uses.ShouldAllBe(use => use.Groups["mark"].Value == ":?" && use.Groups["sentence"].Value.Contains("PICIE_DB_PASSWORD"));
        _file.EnvironmentOf("postgres")["POSTGRES_PASSWORD"].ShouldStartWith("${PICIE_DB_PASSWORD:?");
        foreach (string service in _file.Commands.Keys)
        {
            _file.EnvironmentOf(service)["PGPASSWORD"].ShouldStartWith("${PICIE_DB_PASSWORD:?");
            _file.EnvironmentOf(service)["PICIE_DATABASE"].ShouldNotContain("${");
        }
    }

    [Fact]
    public void A_worker_has_longer_to_stop_than_its_stage_takes_at_most() => _file.Commands.Keys.ShouldAllBe(service =>
        (string)_file.Services[service]["stop_grace_period"] == "45s");

    [Fact]
    public void The_image_holds_what_is_published_no_secret_and_is_no_administrator()
    {
        string[] lines = [.. File.ReadAllLines(Path.Combine(Repository.Root, "Dockerfile")).Where(line => !line.StartsWith('#'))];

        lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal)).ShouldBe(["COPY artifacts/picie /opt/picie"]);
        lines.ShouldContain("USER picie");
        lines.ShouldNotContain(line => line.Contains("PASSWORD", StringComparison.OrdinalIgnoreCase) || line.Contains("dotnet", StringComparison.OrdinalIgnoreCase));
        File.ReadAllText(Path.Combine(Repository.Root, "eng", "publish.sh")).ShouldContain("${1:-artifacts/picie}");
        File.ReadAllLines(Path.Combine(Repository.Root, ".dockerignore")).ShouldBe(["*", "!artifacts/picie"]);
    }

    [Fact]
    public async Task The_unit_of_systemd_starts_a_command_and_stops_it_as_a_worker_wants()
    {
        Dictionary<string, string> unit = File.ReadLines(Path.Combine(Repository.Root, "eng", "systemd", "picie-worker.service"))
            .Where(line => line.Contains('=') && !line.StartsWith('#')).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        string[] words = unit["ExecStart"].Split(' ');
        CapturedTerminal terminal = new();

        words[0].ShouldBe("/opt/picie/picie");
        (await terminal.RunAsync(_home.Path, words[1..])).ShouldBe(ExitStatus.Input);
        terminal.Error.ShouldContain("PICIE_DATABASE names no database");
        (unit["KillSignal"], unit["KillMode"], unit["TimeoutStopSec"]).ShouldBe(("SIGTERM", "mixed", "45"));
    }

    [GeneratedRegex(@"\$\{PICIE_DB_PASSWORD(?<mark>:?[?+-])?(?<sentence>[^}]*)\}")]
    private static partial Regex PasswordUse();
}
