using System.CommandLine;
using PiCIE.Cli.CommandLine;

namespace PiCIE.Cli.Tests.CommandLine;

public sealed class CommandHostTests
{
    private readonly CapturedTerminal _terminal = new();

    [Fact]
    public async Task A_missing_part_of_the_program_is_no_trouble_with_files()
    {
        ExitStatus status = await RunAsync(() => System.Reflection.Assembly.Load("PiCIE.Nowhere"));

        status.ShouldBe(ExitStatus.Environment);
        _terminal.Error.ShouldContain("A part of picie is missing or damaged: PiCIE.Nowhere.");
        _terminal.Error.ShouldContain("dotnet build");
    }

    [Fact]
    public async Task A_missing_file_is_trouble_with_files()
    {
        (await RunAsync(() => File.ReadAllText("/nowhere.yaml"))).ShouldBe(ExitStatus.Environment);

        _terminal.Error.ShouldContain("Check that the path is right");
    }

    private async Task<ExitStatus> RunAsync(Action action)
    {
        CommandHost host = new(new ProcessSurroundings(_terminal.Terminal, _ => null, "/tmp"));
        RootCommand root = new() { host.Json };
        host.On(root, (_, _) =>
        {
            action();
            return Task.FromResult(ExitStatus.Done);
        });
        return (ExitStatus)await root.Parse([]).InvokeAsync();
    }
}
