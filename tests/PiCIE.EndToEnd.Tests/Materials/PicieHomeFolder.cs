using System.Diagnostics;

namespace PiCIE.EndToEnd.Tests.Materials;

/// <summary>A home of its own for a test, in which <c>picie</c> is started as a person does: as a process, with words.</summary>
internal sealed class PicieHomeFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

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

    public async Task<PicieOutcome> PicieAsync(IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        using Process process = Start(variables, arguments);
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
        // As a terminal starts it: a test run in the background hands on that Ctrl-C is ignored, and env undoes that.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
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

        // Short-lived processes never earn back what a profile for the second compilation costs.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["PICIE_HOME"] = Home;
        start.Environment["PICIE_USER"] = "tester";
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
