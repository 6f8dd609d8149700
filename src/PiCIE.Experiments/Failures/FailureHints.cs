namespace PiCIE.Experiments.Failures;

/// <summary>
/// Holds the hints for a machine that is too small. They stand here once: the stage process meets the same trouble as its supervisor, and a
/// person reads the same words from both.
/// </summary>
public static class FailureHints
{
    /// <summary>The end of a hint where the command has ended.</summary>
    public const string Again = ", and run the same command again.";

    /// <summary>The hint where memory ran out.</summary>
    public const string Memory = $"Lower the batch sizes or the resolution, or give the process more memory{Again}";

    /// <summary>The hint where a disk or a mount gives no service.</summary>
    public const string Mount = "Look whether the disk is sound and everything is mounted.";

    /// <summary>Returns the hint where a disk is full.</summary>
    /// <param name="place">The folder on that disk; null where only the home can be meant.</param>
    public static string Disk(string? place = null) => $"Make room on the disk of {place ?? "PICIE_HOME"}{Again}";

    /// <summary>Returns a hint for a command that goes on by itself once there is room.</summary>
    /// <param name="hint">The hint as it is where the command has ended.</param>
    public static string WhileItWaits(string hint) => hint.Replace(Again, ".", StringComparison.Ordinal);
}
