using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Doctor;

namespace PiCIE.Cli.Tests.Doctor;

public sealed class ConfigurationValueTests
{
    [Fact]
    public void Every_setting_says_where_it_comes_from()
    {
        Dictionary<string, string> variables = new() { ["PICIE_HOME"] = "/srv/picie", ["PICIE_DATA"] = "photographs", ["PICIE_USER"] = "" };
        CommandSession session = new(
            new ProcessSurroundings(new CapturedTerminal().Terminal, name => variables.GetValueOrDefault(name), "/tmp"), json: false, default, default);

        Dictionary<string, ConfigurationValue> values = ConfigurationValue.All(session).ToDictionary(value => value.Name);

        values["PICIE_HOME"].ShouldBe(new ConfigurationValue("PICIE_HOME", "/srv/picie", "environment"));
        values["PICIE_DATA"].ShouldBe(new ConfigurationValue("PICIE_DATA", "/tmp/photographs", "environment"));
        values["PICIE_WEIGHTS"].ShouldBe(new ConfigurationValue("PICIE_WEIGHTS", "/srv/picie/weights", "default"));
        values["PICIE_USER"].Source.ShouldBe("default");
    }
}
