namespace PiCIE.Cli.CommandLine;

/// <summary>Looks for the home of a command from the current folder upwards, as one looks for a repository.</summary>
internal static class HomeSearch
{
    private const string Folder = "picie-data";

    private static readonly string[] Marks = ["picie.db", "picie.yaml"];

    /// <summary>
    /// Returns the nearest home above a folder; null where there is none, or where the folder has one of its own. A folder that everybody
    /// may write ends the search: somebody else could have put a home there whose configuration starts their program.
    /// </summary>
    /// <param name="currentFolder">Absolute path of the folder that one stands in.</param>
    public static string? Above(string currentFolder)
    {
        if (IsHome(Path.Combine(currentFolder, Folder)))
        {
            return null;
        }

        for (DirectoryInfo? at = Directory.GetParent(currentFolder); at is not null && !IsOpenToAll(at); at = at.Parent)
        {
            string home = Path.Combine(at.FullName, Folder);
            if (IsHome(home))
            {
                return home;
            }
        }

        return null;
    }

    private static bool IsHome(string path) => Marks.Any(mark => File.Exists(Path.Combine(path, mark)));

    private static bool IsOpenToAll(DirectoryInfo folder) => !OperatingSystem.IsWindows() && folder.UnixFileMode.HasFlag(UnixFileMode.OtherWrite);
}
