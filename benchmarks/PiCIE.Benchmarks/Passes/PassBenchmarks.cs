using System.Diagnostics;
using System.Text.Json;
using PiCIE.Segmentation.Native;

namespace PiCIE.Benchmarks.Passes;

/// <summary>Runs the bare passes and prints one JSON document.</summary>
internal static class PassBenchmarks
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The bare passes in this process.</summary>
    public static void Bare(PassOptions options)
    {
        using var passes = new BarePasses(options);
        var seconds = new List<double>();
        var withoutGradient = new List<double>();
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            var (all, part) = passes.Epoch();
            seconds.Add(all);
            withoutGradient.Add(part);
        }
        Print(new { libtorch = TorchRuntime.Version, options, seconds, withoutGradient, residentBytes = TorchRuntime.ResidentBytes });
    }

    /// <summary>Two processes of one thread each, one after the other and then side by side; what is near 1 says that they do not hinder each other.</summary>
    public static void Contention(PassOptions options)
    {
        var single = options with { Threads = 1 };
        var after = Stopwatch.StartNew();
        Finish(Start(single));
        Finish(Start(single));
        after.Stop();
        var beside = Stopwatch.StartNew();
        Process[] both = [Start(single), Start(single)];
        foreach (var process in both)
        {
            Finish(process);
        }
        beside.Stop();
        var (one, two) = (after.Elapsed.TotalSeconds, beside.Elapsed.TotalSeconds);
        Print(new { options = single, oneAfterTheOther = one, sideBySide = two, slowerThanAlone = two / (one / 2) });
    }

    private static Process Start(PassOptions options)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }
        start.ArgumentList.Add("bare");
        foreach (var argument in options.ToArguments())
        {
            start.ArgumentList.Add(argument);
        }
        return Process.Start(start) ?? throw new InvalidOperationException("The benchmark cannot start itself.");
    }

    private static void Finish(Process process)
    {
        using (process)
        {
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"One of the two processes ended with {process.ExitCode}.");
            }
        }
    }

    private static void Print(object document) => Console.WriteLine(JsonSerializer.Serialize(document, Json));
}
