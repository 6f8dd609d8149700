using PiCIE.Evaluation.Layouts;

namespace PiCIE.Cli.Archives;

/// <summary>Reads the path of an entry. It comes from a stranger, so it is kept within the folder that is unpacked to.</summary>
internal static class EntryPath
{
    private const int LongestName = 255;

    /// <summary>Returns the names of a path from the outside in.</summary>
    /// <param name="archive">The archive, for messages.</param>
    /// <param name="path">The path as the archive gives it.</param>
    /// <exception cref="ArchiveException">It is absolute, leaves its folder or holds a name that not every system can have.</exception>
    public static string[] Names(string archive, string path)
    {
        string[] names = [.. path.Split('/').Where(name => name.Length > 0 && name != ".")];
        bool inside = !path.StartsWith('/') && path.IndexOfAny(['\\', ':', '\0']) < 0 && names.All(name => name != ".." && name.Length <= LongestName);
        return inside ? names : throw new ArchiveException($"{archive} has an entry '{path}', whose path leaves the folder or is no name on every system");
    }

    /// <summary>Returns the form in which two paths are the same file on some system: one Unicode form, no case.</summary>
    /// <param name="names">Names of a path.</param>
    public static string Twin(IEnumerable<string> names) => EquivalentPath.Normal(string.Join('/', names)).ToUpperInvariant();
}
