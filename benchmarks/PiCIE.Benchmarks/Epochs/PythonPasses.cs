using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PiCIE.Benchmarks.Epochs;

/// <summary>The same bare passes in Python's PyTorch, where it is installed: with the allocator set as this product sets it, and as it comes.</summary>
internal static class PythonPasses
{
    private static readonly Dictionary<string, string> KeepFreedMemory = new()
    {
        ["MALLOC_MMAP_THRESHOLD_"] = "1073741824",
        ["MALLOC_TRIM_THRESHOLD_"] = "2000000000",
    };

    public static void Run(EpochOptions options)
    {
        Print(options, KeepFreedMemory, "the allocator set alike");
        Print(options, [], "the allocator as it comes");
    }

    private static void Print(EpochOptions options, Dictionary<string, string> environment, string how)
    {
        if (Measure(options, environment) is not { } measured)
        {
            Console.WriteLine("bare passes in Python: left out, python3 with torch or benchmarks/bare_passes.py is not here");
            return;
        }
        (string? version, IReadOnlyList<double>? seconds) = measured;
        IEnumerable<double> warm = seconds.Count > 1 ? seconds.Skip(1) : seconds;
        Console.WriteLine(FormattableString.Invariant(
            $"bare passes in Python, PyTorch {version}, {how}: {EpochBenchmark.Median(warm):f2} s (each: {string.Join(", ", seconds.Select(s => s.ToString("f2", CultureInfo.InvariantCulture)))})"));
    }

    private static (string Version, IReadOnlyList<double> Seconds)? Measure(EpochOptions options, Dictionary<string, string> environment)
    {
        string script = Path.Combine("benchmarks", "bare_passes.py");
        if (!File.Exists(script))
        {
            return null;
        }
        ProcessStartInfo start = new(Interpreter) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [script, "--threads", Text(options.Threads), "--epochs", Text(options.PythonEpochs), "--photographs", Text(options.Photographs)];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE";
        foreach ((string? name, string? value) in environment)
        {
            start.Environment[name] = value;
        }
        try
        {
            using Process process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? Read(output) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Debian's package belongs to Debian's own interpreter, which need not be the first on the path.</summary>
    private static string Interpreter => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private static (string Version, IReadOnlyList<double> Seconds) Read(string output)
    {
        using JsonDocument document = JsonDocument.Parse(output);
        List<double> seconds = document.RootElement.GetProperty("seconds").EnumerateArray().Select(element => element.GetDouble()).ToList();
        return (document.RootElement.GetProperty("torch").GetString()!, seconds);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
