using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Faults;

/// <summary>A <c>picie</c> that works in a process of its own, and to which a test does harm.</summary>
internal sealed partial class WorkingPicie : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly List<string> _errors = [];

    private WorkingPicie(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public static WorkingPicie Start(PicieHomeFolder folder, string spec, IReadOnlyDictionary<string, string>? variables = null) =>
        new(folder.Start(variables ?? new Dictionary<string, string>(), "run", spec));

    /// <summary>Reads on until a line of standard error holds the words.</summary>
    public async Task UntilSaidAsync(string words)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Deadline);
        while (await _process.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            _errors.Add(line);
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"nobody said '{words}':\n{string.Join('\n', _errors)}");
    }

    /// <summary>Starts any command and leaves it running.</summary>
    public static WorkingPicie Start(PicieHomeFolder folder, string person, params string[] arguments) =>
        new(folder.Start(new Dictionary<string, string> { ["PICIE_USER"] = person }, arguments));

    public void Signal(int signal) => Signal(_process.Id, signal);

    public static void Signal(int process, int signal) => Kill(process, signal).ShouldBe(0);

    /// <summary>Reads on until the process has ended.</summary>
    public async Task<PicieOutcome> EndAsync()
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Deadline);
        while (await _process.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            _errors.Add(line);
        }

        await _process.WaitForExitAsync(patience.Token);
        return new PicieOutcome(_process.ExitCode, await _output, string.Join('\n', _errors));
    }

    /// <summary>Waits for the stage process; gives its number as the system knows it.</summary>
    public async Task<int> StageProcessAsync()
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (true)
        {
            int[] children = [.. Directory.EnumerateDirectories("/proc")
                .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int process) ? process : 0)
                .Where(process => process > 0 && ParentOf(process) == _process.Id)];
            if (children.Length > 0)
            {
                return children[0];
            }

            watch.Elapsed.ShouldBeLessThan(Deadline, "no stage process was started");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until a process is gone.</summary>
    public static async Task UntilGoneAsync(int process)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (ParentOf(process) is not null)
        {
            watch.Elapsed.ShouldBeLessThan(Deadline, $"the process {process} still runs");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    /// <summary>Parent of a process that runs; null for one that is gone or only waits to be buried.</summary>
    private static int? ParentOf(int process)
    {
        try
        {
            string[] parts = File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ');
            return parts[0] == "Z" ? null : int.Parse(parts[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
