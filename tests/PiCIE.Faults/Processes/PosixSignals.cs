using System.Runtime.InteropServices;

namespace PiCIE.Faults.Processes;

/// <summary>Sends signals to processes.</summary>
internal static partial class PosixSignals
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>Sends a signal.</summary>
    /// <param name="process">Number of the process.</param>
    /// <param name="signal">The signal.</param>
    /// <returns>Whether there was such a process.</returns>
    public static bool Send(int process, int signal) => Call(process, signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Call(int process, int signal);
}
