using System.Runtime.InteropServices;

namespace PiCIE.Tests;

/// <summary>Makes a named pipe into which nobody writes: whoever opens it waits for ever.</summary>
internal static class NamedPipe
{
    /// <summary>Makes one.</summary>
    public static string At(string path)
    {
        MakeFifo(path, 0x180).ShouldBe(0);
        return path;
    }

    [DllImport("libc", EntryPoint = "mkfifo", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeFifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
