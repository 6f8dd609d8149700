using System.Diagnostics;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Terminals;

namespace PiCIE.EndToEnd.Tests.Materials;

/// <summary>
/// A home of its own for a test, in which commands are given as a person does, in words. A command is carried out in this process, its stages
/// in processes of their own: a process for each command compiles itself anew, and all of them together took longer than what is tested. Where
/// a test is about the process itself (its signals, its streams, its end), it starts one.
/// </summary>
internal sealed class PicieHomeFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string StageProgram = Repository.Built("src/PiCIE.Stages", "picie-stage.dll");

    // Short-lived processes never earn back a second compilation, its profile, or code pages that are mapped twice.
    private static readonly Dictionary<string, string> Lean = new()
    {
        ["DOTNET_TC_CallCounting"] = "0",
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_EnableWriteXorExecute"] = "0",
    };

    static PicieHomeFolder()
    {
        foreach ((string name, string value) in Lean)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    /// <summary>Folder of the test: specs and data; the home lies in it.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("picie-e2e-").FullName;

    public string Home => this["home"];

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public Task<PicieOutcome> PicieAsync(params string[] arguments) => PicieAsync(new Dictionary<string, string>(), arguments);

    /// <summary>Carries out a command in this process.</summary>
    public async Task<PicieOutcome> PicieAsync(IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        Dictionary<string, string> all = new(variables) { ["PICIE_USER"] = "tester" };
        all.TryAdd("PICIE_HOME", Home);
        all.TryAdd("PICIE_STAGE", StageProgram);
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        Terminal terminal = new(output, error, isOutLive: false, isErrorLive: false);
        ExitStatus status = await PicieCommandLine.RunAsync(arguments, new ProcessSurroundings(terminal, name => all.GetValueOrDefault(name), Path))
            .WaitAsync(Patience, TestContext.Current.CancellationToken);
        return new PicieOutcome((int)status, output.ToString(), error.ToString());
    }

    /// <summary>Carries out a command in a process of its own.</summary>
    public async Task<PicieOutcome> ProcessAsync(params string[] arguments)
    {
        using Process process = Start(new Dictionary<string, string>(), arguments);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new PicieOutcome(process.ExitCode, await output, await error);
    }

    /// <summary>Starts <c>picie</c> and leaves it running.</summary>
    public Process Start(IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        string program = Repository.Built("src/PiCIE.Cli", "picie.dll");
        // As a terminal starts it: a test run in the background hands on that signals are ignored, and env undoes that.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,HUP", "dotnet"] : ["dotnet"];
        ProcessStartInfo start = new(command[0], [.. command[1..], program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path,
        };
        foreach (string name in new[] { "PICIE_DATA", "PICIE_WEIGHTS", "PICIE_DATABASE", "PICIE_ARTIFACTS", "PICIE_STAGE" })
        {
            start.Environment.Remove(name);
        }

        start.Environment["PICIE_HOME"] = Home;
        start.Environment["PICIE_USER"] = "tester";
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
