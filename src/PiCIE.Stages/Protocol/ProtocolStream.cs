using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PiCIE.Stages.Protocol;

/// <summary>
/// Keeps the protocol clean: native code prints to file descriptor 1 whenever it likes, so the protocol gets a duplicate of it and
/// descriptor 1 is pointed at standard error.
/// </summary>
internal static partial class ProtocolStream
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    /// <summary>Opens the stream for protocol lines; from then on everything else that prints goes to standard error.</summary>
    /// <exception cref="IOException">The descriptor cannot be duplicated.</exception>
    public static Stream Take()
    {
        Stream protocol = OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : DuplicateDescriptor();
        Console.SetOut(Console.Error);
        return protocol;
    }

    private static FileStream DuplicateDescriptor()
    {
        int copy = Duplicate(StandardOutput);
        if (copy < 0 || DuplicateTo(StandardError, StandardOutput) < 0)
        {
            throw new IOException($"standard output cannot be duplicated (errno {Marshal.GetLastPInvokeError()})");
        }

        return new FileStream(new SafeFileHandle(copy, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int DuplicateTo(int from, int to);
}
