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

    private async Task<JsonElement> ReportAsync(string home)
    {
        Dictionary<string, string> variables = new() { ["PICIE_HOME"] = home, ["PICIE_STAGE"] = "/bin/false" };
        ExitStatus status = await PicieCommandLine.RunAsync(
            ["doctor", "--json"], new ProcessSurroundings(_terminal.Terminal, variables.GetValueOrDefault, _folder.Path));
        status.ShouldBe(ExitStatus.Environment);
        return JsonDocument.Parse(_terminal.Out).RootElement;
    }

    private static IEnumerable<string?> Names(JsonElement report, bool fine) => report.GetProperty("findings").EnumerateArray()
        .Where(finding => finding.GetProperty("fine").GetBoolean() == fine).Select(finding => finding.GetProperty("name").GetString());
}
