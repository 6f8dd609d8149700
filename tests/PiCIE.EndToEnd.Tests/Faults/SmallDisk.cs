using System.Diagnostics;

namespace PiCIE.EndToEnd.Tests.Faults;

/// <summary>A disk in memory, of a size and with rights that a test changes. Only root may have one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Mounts one, or skips the test where that is not allowed.</summary>
    public static SmallDisk At(string path, string size)
    {
        Directory.CreateDirectory(path);
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", path),
            "a small disk is needed, and only root on Linux may mount one");
        return new SmallDisk(path);
    }

    public void Change(string options) => Run("mount", "-o", $"remount,{options}", Path).ShouldBeTrue();

    public void Dispose() => Run("umount", "-l", Path);

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
