using System.Text.Json;
using PiCIE.Cli.CommandLine;

namespace PiCIE.Cli.Tests.Doctor;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CapturedTerminal _terminal = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_home_that_cannot_be_written_is_one_finding_of_a_whole_report()
    {
        File.WriteAllText(_folder["file"], "");

        JsonElement report = await ReportAsync(Path.Combine(_folder["file"], "home"));

        Names(report, fine: false).ShouldContain("home");
        Names(report, fine: false).ShouldContain("stage program");
        Names(report, fine: true).ShouldContain("database");
    }

    [Fact]
    public async Task A_database_that_is_none_is_one_finding_of_a_whole_report()
    {
        File.WriteAllText(_folder["picie.db"], new string('x', 4096));

        JsonElement report = await ReportAsync(_folder.Path);

        Names(report, fine: false).ShouldContain("database");
        report.GetProperty("configuration").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("postgresql://me:secret@127.0.0.1:1/picie", null, "nothing says where everybody who uses that database finds the artifacts", "postgresql://me@127.0.0.1:1/picie")]
    [InlineData("mysql://me:secret@db/picie", null, "names no PostgreSQL database", "(no PostgreSQL database)")]
    [InlineData("postgresql://me:secret@127.0.0.1:1/picie", "s3://bucket", "this version keeps artifacts in a folder only", "postgresql://me@127.0.0.1:1/picie")]
    public async Task A_variable_that_is_wrong_is_one_finding_of_a_whole_report(string database, string? artifacts, string sentence, string shown)
    {
        JsonElement report = await ReportAsync(_folder.Path, ("PICIE_DATABASE", database), ("PICIE_ARTIFACTS", artifacts));

        Names(report, fine: false).ShouldBe(["settings"]);
        Names(report, fine: true).ShouldBe(["runtime", "processors", "memory"]);
        report.GetProperty("findings").EnumerateArray().Last().GetProperty("sentence").GetString()!.ShouldContain(sentence);
        Value(report, "PICIE_DATABASE").ShouldBe(shown);
        Value(report, "PICIE_HOME").ShouldBe(_folder.Path);
        _terminal.Out.ShouldNotContain("secret");
    }

    [Fact]
    public async Task The_version_of_the_database_is_said()
    {
        (await new CapturedTerminal().RunAsync(_folder.Path, "db", "migrate")).ShouldBe(ExitStatus.Done);

        JsonElement report = await ReportAsync(_folder.Path);

        report.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("name").GetString() == "database")
            .GetProperty("sentence").GetString()!.ShouldMatch(@"picie\.db, 0 runs, SQLite 3\.\d+");
        Names(report, fine: true).ShouldContain("rows");
    }

    private static string? Value(JsonElement report, string setting) => report.GetProperty("configuration").EnumerateArray()
        .Single(value => value.GetProperty("name").GetString() == setting).GetProperty("value").GetString();

    private async Task<JsonElement> ReportAsync(string home, params (string Name, string? Value)[] further)
    {
        Dictionary<string, string> variables = new() { ["PICIE_HOME"] = home, ["PICIE_STAGE"] = "/bin/false" };
        foreach ((string name, string? value) in further)
        {
            variables[name] = value ?? "";
        }

        ExitStatus status = await PicieCommandLine.RunAsync(
            ["doctor", "--json"], new ProcessSurroundings(_terminal.Terminal, variables.GetValueOrDefault, _folder.Path));
        status.ShouldBe(ExitStatus.Environment);
        return JsonDocument.Parse(_terminal.Out).RootElement;
    }

    private static IEnumerable<string?> Names(JsonElement report, bool fine) => report.GetProperty("findings").EnumerateArray()
        .Where(finding => finding.GetProperty("fine").GetBoolean() == fine).Select(finding => finding.GetProperty("name").GetString());
}
