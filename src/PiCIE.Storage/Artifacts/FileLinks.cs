using System.Runtime.InteropServices;

namespace PiCIE.Storage.Artifacts;

/// <summary>Gives a file a second name, so that it stands in the store and still in the scratch folder until the commit is through.</summary>
internal static class FileLinks
{
    /// <summary>Links a file; returns false where the system or the disk cannot, for example across disks.</summary>
    /// <param name="source">The file.</param>
    /// <param name="target">Its further name, which does not exist.</param>
    public static bool TryLink(string source, string target) => OperatingSystem.IsWindows()
        ? CreateHardLink(target, source, 0)
        : Link(source, target) == 0;

    [DllImport("libc", EntryPoint = "link", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string source, [MarshalAs(UnmanagedType.LPUTF8Str)] string target);

    [DllImport("kernel32", EntryPoint = "CreateHardLinkW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CreateHardLink(string target, string source, nint reserved);
}
