using System.Text.Json;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.StageTools;
using PiCIE.Pipeline;

namespace PiCIE.Cli.Tests.StageTools;

public sealed class ToolRunTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_tool_works_outside_the_scratch_that_a_worker_clears_and_leaves_nothing()
    {
        CommandSession session = Session("printf '{\"type\":\"result\",\"files\":[],\"output\":{\"folder\":\"%s\"}}\\n' \"$PWD\"");
        string scratch;

        using (ToolRun<JsonElement> run = await RunAsync(session))
        {
            scratch = run.Output.GetProperty("folder").GetString()!;
            Directory.Exists(scratch).ShouldBeTrue();
            scratch.ShouldBe(run.Scratch);
            scratch.ShouldStartWith(session.Home.Root);
            scratch.ShouldNotStartWith(session.Home.WorkFolder);
        }

        Directory.Exists(scratch).ShouldBeFalse();
    }

    [Fact]
    public async Task A_tool_that_fails_leaves_nothing_either()
    {
        CommandSession session = Session("exit 1");

        await Should.ThrowAsync<PicieException>(() => RunAsync(session));

        Directory.EnumerateFileSystemEntries(session.Home.ToolsFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_removes_what_a_killed_one_left_and_nothing_of_one_that_lives()
    {
        CommandSession session = Session("exit 1");
        using ToolScratch living = ToolScratch.Make(session.Home.ToolsFolder, "predict");
        string dead = Directory.CreateDirectory(Path.Combine(session.Home.ToolsFolder, "predict-dead", "masks")).Parent!.FullName;
        File.WriteAllText(dead + ".lock", "");

        await Should.ThrowAsync<PicieException>(() => RunAsync(session));

        Directory.EnumerateFileSystemEntries(session.Home.ToolsFolder).ShouldBe([living.Folder, living.Folder + ".lock"], ignoreOrder: true);
    }

    private static Task<ToolRun<JsonElement>> RunAsync(CommandSession session) =>
        ToolRun<JsonElement>.OfAsync(session, "doctor", JsonSerializer.SerializeToElement(new { }), new Dictionary<string, string>());

    /// <summary>A command whose stage program reads its order and does this.</summary>
    private CommandSession Session(string script)
    {
        string program = _home["stage.sh"];
        File.WriteAllText(program, $"#!/bin/sh\nread -r order\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Dictionary<string, string> variables = new() { ["PICIE_HOME"] = _home.Path, ["PICIE_STAGE"] = program };
        return new CommandSession(
            new ProcessSurroundings(new CapturedTerminal().Terminal, variables.GetValueOrDefault, _home.Path), json: false, default, default);
    }
}
