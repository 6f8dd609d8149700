using System.Diagnostics;

namespace PiCIE.Benchmarks.Queues;

/// <summary>This program started again as a part of a benchmark. It says a line when it is ready, and ends when its input does.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>Id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Processor time that it has used.</summary>
    public TimeSpan Used
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts the program and waits until it is ready.</summary>
    public static async Task<ChildProcess> StartAsync(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }

        Array.ForEach(arguments, start.ArgumentList.Add);
        ChildProcess child = new(Process.Start(start)!);
        string? line = await child._process.StandardOutput.ReadLineAsync();
        return line == "ready" ? child : throw new InvalidOperationException($"a part of the benchmark ended before it was ready: {line}");
    }

    /// <summary>Says a word to it.</summary>
    public async Task TellAsync(string word)
    {
        await _process.StandardInput.WriteLineAsync(word);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Ends it as a crash would.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
