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

    [Fact]
    public void The_file_of_the_home_is_stronger_than_a_default_and_weaker_than_the_environment()
    {
        using TemporaryFolder home = new();
        File.WriteAllText(home["picie.yaml"], "data: photographs\nweights: /srv/weights\n");
        Dictionary<string, string> variables = new() { ["PICIE_HOME"] = home.Path, ["PICIE_WEIGHTS"] = "/mnt/weights" };
        CommandSession session = new(
            new ProcessSurroundings(new CapturedTerminal().Terminal, variables.GetValueOrDefault, "/tmp"), json: false, default, default);

        Dictionary<string, ConfigurationValue> values = ConfigurationValue.All(session).ToDictionary(value => value.Name);

        values["PICIE_DATA"].ShouldBe(new ConfigurationValue("PICIE_DATA", home["photographs"], "picie.yaml"));
        values["PICIE_WEIGHTS"].ShouldBe(new ConfigurationValue("PICIE_WEIGHTS", "/mnt/weights", "environment"));
    }

    [Theory]
    [InlineData("postgresql://me:secret@db/picie", "postgresql://me@db:5432/picie", "environment")]
    [InlineData("Host=db;Port=5433;Database=picie;Username=me;Password=secret", "postgresql://me@db:5433/picie", "environment")]
    [InlineData("", "(the file /srv/picie/picie.db)", "default")]
    public void The_database_is_shown_without_its_password(string given, string shown, string source)
    {
        Dictionary<string, string> variables = new() { ["PICIE_HOME"] = "/srv/picie", ["PICIE_DATABASE"] = given, ["PICIE_ARTIFACTS"] = "/srv/artifacts" };
        CommandSession session = new(
            new ProcessSurroundings(new CapturedTerminal().Terminal, variables.GetValueOrDefault, "/tmp"), json: false, default, default);

        ConfigurationValue.All(session).Single(value => value.Name == "PICIE_DATABASE").ShouldBe(new ConfigurationValue("PICIE_DATABASE", shown, source));
    }

    [Fact]
    public async Task A_wrong_file_in_the_home_is_named_with_its_line()
    {
        using TemporaryFolder home = new();
        File.WriteAllText(home["picie.yaml"], "date: photographs\n");
        CapturedTerminal terminal = new();

        (await terminal.RunAsync(home.Path, "doctor")).ShouldBe(PiCIE.Cli.CommandLine.ExitStatus.Input);

        terminal.Error.ShouldContain("picie.yaml: line 1");
        terminal.Error.ShouldContain("did you mean data?");
    }
}
