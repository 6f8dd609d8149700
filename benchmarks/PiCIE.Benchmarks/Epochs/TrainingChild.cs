using System.Diagnostics;

namespace PiCIE.Benchmarks.Epochs;

/// <summary>A child process of this program that trains.</summary>
internal sealed class TrainingChild : IDisposable
{
    private readonly Process process;

    public TrainingChild(EpochOptions options)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }
        start.ArgumentList.Add("train");
        foreach (var argument in options.ToArguments())
        {
            start.ArgumentList.Add(argument);
        }
        process = Process.Start(start) ?? throw new InvalidOperationException("The benchmark cannot start itself.");
    }

    public LoneTraining Finish()
    {
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? LoneTraining.Read(output) : throw new InvalidOperationException($"A training ended with {process.ExitCode}.");
    }

    public void Dispose() => process.Dispose();
}
