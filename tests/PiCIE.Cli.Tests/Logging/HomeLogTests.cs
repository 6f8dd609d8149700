using System.Text.Json;
using Microsoft.Extensions.Logging;
using PiCIE.Cli.Logging;
using PiCIE.Pipeline;

namespace PiCIE.Cli.Tests.Logging;

public sealed class HomeLogTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("picie-log-").FullName;
    private readonly CapturedTerminal _terminal = new();

    private string File => Path.Combine(_root, "logs", "picie.log");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_is_logged_stands_as_a_structured_line_with_its_values_and_a_warning_is_told()
    {
        Write(_root, "PiCIE.Pipeline.Work", log => log.LogWarning(new EventId(7), "The stage {Stage} waits for {Seconds} s", "train", 30));

        JsonElement line = JsonDocument.Parse(System.IO.File.ReadAllLines(File).ShouldHaveSingleItem()).RootElement;
        (line.GetProperty("Stage").GetString(), line.GetProperty("Seconds").GetInt32(), line.GetProperty("@l").GetString()).ShouldBe(("train", 30, "Warning"));
        line.GetProperty("SourceContext").GetString().ShouldBe("PiCIE.Pipeline.Work");
        _terminal.Error.ShouldContain("The stage train waits for 30 s");
    }

    [Theory]
    [InlineData("PiCIE.Pipeline", LogLevel.Information)]
    [InlineData("Microsoft.EntityFrameworkCore", LogLevel.Warning)]
    public void The_terminal_hears_only_our_own_warnings(string category, LogLevel level)
    {
        Write(_root, category, log => log.Log(level, "said"));

        System.IO.File.ReadAllText(File).ShouldContain("said");
        _terminal.Error.ShouldBeEmpty();
    }

    [Fact]
    public void A_home_that_does_not_exist_is_not_made_for_a_log()
    {
        string missing = Path.Combine(_root, "missing");

        Write(missing, "PiCIE.Pipeline", log => log.LogInformation("said"));

        Directory.Exists(missing).ShouldBeFalse();
    }

    private void Write(string root, string category, Action<ILogger> write)
    {
        PicieHome home = PicieHome.From(name => name == "PICIE_HOME" ? root : null, _root);
        using HomeLog log = new(home, _terminal.Terminal);
        write(log.CreateLogger(category));
    }
}
