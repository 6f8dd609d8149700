using System.Runtime.InteropServices;

namespace PiCIE.Cli.Terminals;

/// <summary>
/// Deals with a terminal that was closed while a command works. Each write to it fails from then on, also in threads that only draw
/// progress; so these writes are dropped, and the command ends as it was asked to.
/// </summary>
internal static class ClosedTerminal
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const int InputOutputError = 5;

    /// <summary>Points standard output and standard error at nothing where they lead to a terminal that is gone.</summary>
    public static void Forget()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using FileStream nothing = new("/dev/null", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        foreach (int descriptor in new[] { StandardOutput, StandardError })
        {
            if (IsTerminal(descriptor) == 0 && Marshal.GetLastPInvokeError() == InputOutputError)
            {
                _ = DuplicateTo((int)nothing.SafeFileHandle.DangerousGetHandle(), descriptor);
            }
        }
    }

    [DllImport("libc", EntryPoint = "isatty", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int IsTerminal(int descriptor);

    [DllImport("libc", EntryPoint = "dup2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DuplicateTo(int from, int to);
}
