using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace PiCIE.Pipeline.DataSets;

/// <summary>
/// The facts that the file system gives of a file without reading it. Two equal looks stand for equal content. Length and time alone do
/// not, because tar, rsync and cp keep times; the inode and the time of the last change of any kind, which no program can set, tell those
/// apart.
/// </summary>
/// <param name="Bytes">Length in bytes.</param>
/// <param name="WrittenTicks">Time of the last change of its content in ticks, UTC; programs can set it.</param>
/// <param name="Inode">Number of the file in its file system; 0 where the system does not say.</param>
/// <param name="ChangedNanoseconds">Time of the last change of content, name or rights in nanoseconds; 0 where the system does not say.</param>
internal readonly record struct FileLook(long Bytes, long WrittenTicks, ulong Inode, long ChangedNanoseconds)
{
    // The layout of struct statx is the same on every processor.
    private const int StatxBytes = 256;
    private const int InodeOffset = 32;
    private const int ChangedOffset = 96;
    private const int CurrentFolder = -100;
    private const uint InodeAndChanged = 0x100 | 0x80;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Returns the look of a file.</summary>
    /// <param name="file">The file itself, not a link to it.</param>
    public static FileLook Of(FileInfo file)
    {
        byte[] stat = new byte[StatxBytes];
        return Linux(file.FullName, stat)
            ? new FileLook(
                file.Length,
                file.LastWriteTimeUtc.Ticks,
                BinaryPrimitives.ReadUInt64LittleEndian(stat.AsSpan(InodeOffset)),
                (BinaryPrimitives.ReadInt64LittleEndian(stat.AsSpan(ChangedOffset)) * NanosecondsPerSecond) + BinaryPrimitives.ReadUInt32LittleEndian(stat.AsSpan(ChangedOffset + 8)))
            : new FileLook(file.Length, file.LastWriteTimeUtc.Ticks, 0, 0);
    }

    private static bool Linux(string path, byte[] stat)
    {
        try
        {
            return OperatingSystem.IsLinux() && Statx(CurrentFolder, path, 0, InodeAndChanged, stat) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018: length and time must do.
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] stat);
}
