using System.Diagnostics;

namespace PiCIE.Benchmarks.Epochs;

/// <summary>A child process of this program that trains.</summary>
internal sealed class TrainingChild : IDisposable
{
    private readonly Process _process;

    public TrainingChild(EpochOptions options)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }
        start.ArgumentList.Add("train");
        foreach (string argument in options.ToArguments())
        {
            start.ArgumentList.Add(argument);
        }
        _process = Process.Start(start) ?? throw new InvalidOperationException("The benchmark cannot start itself.");
    }

    public LoneTraining Finish()
    {
        string output = _process.StandardOutput.ReadToEnd();
        _process.WaitForExit();
        return _process.ExitCode == 0 ? LoneTraining.Read(output) : throw new InvalidOperationException($"A training ended with {_process.ExitCode}.");
    }

    public void Dispose() => _process.Dispose();
}
