using PiCIE.Experiments.Failures;

namespace PiCIE.Pipeline.StageProcesses;

/// <summary>Derives a failure from the exit of a stage process that reported neither a result nor a failure.</summary>
internal static class ExitClassification
{
    private const int SignalBase = 128;
    private const string LogHint = "The log of the attempt says more; the same command tries again.";

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

    /// <summary>Gives the failure that an exit status stands for.</summary>
    /// <param name="exitCode">Exit status; 128 and the number of the signal for a process that a signal ended.</param>
    /// <param name="tail">Its last lines on standard error.</param>
    public static Failure Of(int exitCode, IReadOnlyCollection<string> tail)
    {
        string? detail = tail.Count == 0 ? null : string.Join('\n', tail);
        if (Mentions(tail, OutOfMemory))
        {
            return new(FailureKind.Resource, "The stage process ran out of memory.", FailureHints.Memory, detail);
        }

        if (Mentions(tail, OutOfDisk))
        {
            return new(FailureKind.Environment, "The disk is full.", FailureHints.Disk(), detail, Failure.InScratch);
        }

        return (exitCode - SignalBase) switch
        {
            9 => new(
                FailureKind.Resource, "The system killed the stage process (SIGKILL), most often for want of memory.", FailureHints.Memory, detail),
            > 0 and int signal => new(
                FailureKind.Crash, $"The stage process crashed ({Signals.GetValueOrDefault(signal, $"signal {signal}")}).", LogHint, detail),
            _ => new(FailureKind.Crash, $"The stage process ended with exit status {exitCode} and no result.", LogHint, detail),
        };
    }

    /// <summary>Gives the failure of a process that stayed silent.</summary>
    /// <param name="silence">How long it said nothing.</param>
    /// <param name="tail">Its last lines on standard error.</param>
    public static Failure OfSilence(TimeSpan silence, IReadOnlyCollection<string> tail) => new(
        FailureKind.Lost, $"The stage process said nothing for {silence.TotalSeconds:0} seconds and was ended.", LogHint,
        tail.Count == 0 ? null : string.Join('\n', tail));

    private static bool Mentions(IReadOnlyCollection<string> tail, string[] words) =>
        tail.Any(line => words.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)));
}
