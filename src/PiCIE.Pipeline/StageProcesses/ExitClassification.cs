using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.StageProcesses;

/// <summary>What the end of a stage process means that said neither result nor failure.</summary>
internal static class ExitClassification
{
    private const int SignalBase = 128;

    private static readonly string[] OutOfMemory =
        ["OutOfMemoryException", "std::bad_alloc", "you tried to allocate", "Out of memory", "Cannot allocate memory"];

    private static readonly string[] OutOfDisk = ["No space left on device", "There is not enough space on the disk", "Disk quota exceeded"];

    private static readonly Dictionary<int, string> Signals = new()
    {
        [4] = "SIGILL",
        [6] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [9] = "SIGKILL",
        [11] = "SIGSEGV",
        [15] = "SIGTERM",
    };

    /// <summary>The failure that an exit status stands for.</summary>
    /// <param name="exitCode">Exit status; 128 and the number of the signal for a process that a signal ended.</param>
    /// <param name="tail">Its last lines on standard error.</param>
    public static Failure Of(int exitCode, IReadOnlyCollection<string> tail)
    {
        string? detail = tail.Count == 0 ? null : string.Join('\n', tail);
        if (tail.Any(line => OutOfMemory.Any(words => line.Contains(words, StringComparison.OrdinalIgnoreCase))))
        {
            return new(FailureKind.Resource, "The stage process ran out of memory.", MemoryHint, detail);
        }

        if (tail.Any(line => OutOfDisk.Any(words => line.Contains(words, StringComparison.OrdinalIgnoreCase))))
        {
            return new(FailureKind.Resource, "The disk is full.", "Make room on the disk of PICIE_HOME and run the same command again.", detail);
        }

        return (exitCode - SignalBase) switch
        {
            9 => new(FailureKind.Resource, "The system killed the stage process (SIGKILL), most often for want of memory.", MemoryHint, detail),
            > 0 and var signal => new(
                FailureKind.Crash, $"The stage process crashed ({Signals.GetValueOrDefault(signal, $"signal {signal}")}).", LogHint, detail),
            _ => new(FailureKind.Crash, $"The stage process ended with exit status {exitCode} and no result.", LogHint, detail),
        };
    }

    private const string MemoryHint = "Give it more memory, or a smaller batch size or resolution, and run the same command again.";

    private const string LogHint = "The log of the attempt says more; the same command tries again.";
}
