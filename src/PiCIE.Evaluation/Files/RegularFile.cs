using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace PiCIE.Evaluation.Files;

/// <summary>
/// Opens files that stand in folders which people name. What is no file there, a named pipe, a socket, a device, is refused: opening a pipe into which nobody
/// writes would wait for ever.
/// </summary>
public static class RegularFile
{
    // The layout of struct statx is the same on every processor.
    private const int StatxBytes = 256;
    private const int ModeOffset = 28;
    private const int CurrentFolder = -100;
    private const uint TypeOnly = 1;
    private const int TypeMask = 0xF000;

    /// <summary>Opens a file to read it.</summary>
    /// <param name="path">The file, or a link to it.</param>
    /// <exception cref="IOException">It is no file, or cannot be read.</exception>
    public static FileStream OpenRead(string path)
    {
        Require(path);
        return File.OpenRead(path);
    }

    /// <summary>Refuses what is there and no file. A folder is left to whoever opens it.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">It is no file.</exception>
    public static void Require(string path)
    {
        if (OtherKind(path) is { } kind)
        {
            throw new IOException($"{path} is {kind}, not a file; remove it, or give it another name");
        }
    }

    /// <summary>Returns what stands at a path instead of a file, with the article; null for a file, a folder, and where nothing is.</summary>
    /// <param name="path">The path; a link is followed.</param>
    public static string? OtherKind(string path)
    {
        byte[] stat = new byte[StatxBytes];
        return !Linux(path, stat) ? null : (BinaryPrimitives.ReadUInt16LittleEndian(stat.AsSpan(ModeOffset)) & TypeMask) switch
        {
            0x1000 => "a named pipe",
            0x2000 or 0x6000 => "a device",
            0xC000 => "a socket",
            _ => null,
        };
    }

    private static bool Linux(string path, byte[] stat)
    {
        try
        {
            return OperatingSystem.IsLinux() && Statx(CurrentFolder, path, 0, TypeOnly, stat) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018 does not say.
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] stat);
}
