using System.Diagnostics;

namespace PiCIE.Faults.Processes;

/// <summary>A small disk in memory for the files of a database. It can be filled to its last byte and emptied again.</summary>
internal sealed class RigDisk : IDisposable
{
    private readonly DirectoryInfo _folder;

    private RigDisk(DirectoryInfo folder) => _folder = folder;

    /// <summary>Folder on the disk that takes the database; the server's user owns it.</summary>
    public string Database => Path.Combine(_folder.FullName, "database");

    private string Filling => Path.Combine(_folder.FullName, "filling");

    /// <summary>Mounts one.</summary>
    /// <param name="size">Its size, as <c>mount</c> reads it: <c>64m</c>.</param>
    /// <returns>The disk; null where only another user may mount one.</returns>
    public static async Task<RigDisk?> MountAsync(string size)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("picie-faults-disk-");
        if (!Environment.IsPrivilegedProcess || !await RunAsync("mount", "-t", "tmpfs", "-o", $"size={size},mode=755", "tmpfs", folder.FullName))
        {
            folder.Delete();
            return null;
        }

        RigDisk disk = new(folder);
        Directory.CreateDirectory(disk.Database);
        await RunAsync("chown", "postgres", disk.Database);
        return disk;
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        byte[] block = new byte[4096];
        using FileStream file = new(Filling, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Takes away what filled it.</summary>
    public void Empty() => File.Delete(Filling);

    public void Dispose()
    {
        RunAsync("umount", "-l", _folder.FullName).GetAwaiter().GetResult();
        _folder.Delete();
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
