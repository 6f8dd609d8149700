using System.Diagnostics;
using PiCIE.Experiments.Protocol;

namespace PiCIE.Stages.Tests.Runs;

/// <summary>The stage program as a process of its own, spoken to over its standard streams.</summary>
internal sealed class StageProcessRun : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private StageProcessRun(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static StageProcessRun Start(IReadOnlyDictionary<string, string>? environment = null, params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "picie-stage.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE";
        return new StageProcessRun(Process.Start(start).ShouldNotBeNull());
    }

    public void Say(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Reads on until a message is of interest; returns all read so far.</summary>
    public async Task<List<string>> ReadUntil(Func<StageMessage, bool> found)
    {
        List<string> lines = [];
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(line);
            if (found(StageRun.Read([line]).Single()))
            {
                break;
            }
        }

        return lines;
    }

    /// <summary>Everything from here to the end.</summary>
    public async Task<(int Status, string[] Lines, string Errors)> Finish()
    {
        string rest = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, rest.Split('\n', StringSplitOptions.RemoveEmptyEntries), await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
