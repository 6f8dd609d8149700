using System.Diagnostics;
using System.Globalization;
using PiCIE.Benchmarks.Passes;

namespace PiCIE.Benchmarks.Epochs;

/// <summary>
/// The bare passes in a process of their own, which does nothing between them. In the process of the training they would hold 0.4 GB, and
/// the training would give memory back that it keeps in the product.
/// </summary>
internal sealed class PassesChild : IDisposable
{
    private readonly Process _process;

    public PassesChild(EpochOptions options)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }

        foreach (string argument in new[] { "bare-follow", "--threads", Text(options.Threads), "--photographs", Text(options.Photographs), "--resolution", Text(ReferenceTraining.Resolution) })
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException("The benchmark cannot start itself.");
    }

    /// <summary>Runs one epoch of passes and waits for it.</summary>
    public FollowedPasses Epoch()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
        return FollowedPasses.Read(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The process of the bare passes has ended."));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
