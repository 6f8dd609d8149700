using System.Diagnostics;
using System.Text;

namespace PiCIE.Faults.Processes;

/// <summary>A process of the rig with what it wrote. It does not outlive the rig.</summary>
internal sealed class RigProcess : IDisposable
{
    private static readonly string Folder = AppContext.BaseDirectory;
    private readonly StringBuilder _errors = new();
    private readonly StringBuilder _output = new();
    private bool _disposed;

    private RigProcess(ProcessStartInfo start)
    {
        Process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start");
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        Process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        Process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        Process.BeginErrorReadLine();
        Process.BeginOutputReadLine();
    }

    /// <summary>The process.</summary>
    public Process Process { get; }

    /// <summary>What it wrote to standard error so far.</summary>
    public string Errors => Kept(_errors);

    /// <summary>What it wrote to standard output so far.</summary>
    public string Output => Kept(_output);

    /// <summary>Starts a program of .NET that lies beside the rig.</summary>
    /// <param name="program">File of the program: <c>picie.dll</c>.</param>
    /// <param name="variables">Its environment, beside the rig's own without any variable of picie.</param>
    /// <param name="arguments">Its arguments.</param>
    public static RigProcess StartBeside(string program, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(Folder, program), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("PICIE_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        // A process that is killed soon never earns back a second compilation.
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        return new RigProcess(start);
    }

    /// <summary>Waits until it has ended.</summary>
    /// <param name="longest">Time after which it is taken for stuck.</param>
    /// <returns>Its exit status.</returns>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public async Task<int> EndAsync(TimeSpan longest)
    {
        await Process.WaitForExitAsync().WaitAsync(longest);
        Process.WaitForExit();
        return Process.ExitCode;
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        End();
        Process.Dispose();
    }

    private void OnExit(object? sender, EventArgs arguments) => End();

    private void End()
    {
        if (!Process.HasExited)
        {
            Process.Kill(entireProcessTree: true);
            Process.WaitForExit(TimeSpan.FromSeconds(10));
        }
    }

    private static void Keep(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Kept(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
