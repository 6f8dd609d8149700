namespace PiCIE.Pipeline.DataSets;

/// <summary>
/// Looks at the file that a path leads to. The file system answers for a symbolic link with the length and time of the link itself, and
/// data sets and weights are links often enough (git-annex, shared folders).
/// </summary>
internal static class FollowedFile
{
    /// <summary>Returns the file at the end of all links; null where there is none.</summary>
    /// <param name="path">A file or a link.</param>
    public static FileInfo? Find(string path)
    {
        FileInfo file = new(path);
        if (file.Exists && file.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            return Target(file) is FileInfo { Exists: true } target ? target : null;
        }

        return file.Exists ? file : null;
    }

    private static FileSystemInfo? Target(FileInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (IOException)
        {
            // A ring of links leads nowhere.
            return null;
        }
    }
}
