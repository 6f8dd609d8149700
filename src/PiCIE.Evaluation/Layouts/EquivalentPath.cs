using PiCIE.Evaluation.Names;

namespace PiCIE.Evaluation.Layouts;

/// <summary>
/// Finds a path whose names stand on disk in another Unicode form: one machine writes "ü" as one character, another as "u" and two dots, and
/// both look alike. Use it for every path that a person typed and another program made.
/// </summary>
public static class EquivalentPath
{
    // No file system has longer names; a longer line of a list is compared as it is.
    private const int LongestName = 1_024;

    /// <summary>Returns a name in the one Unicode form in which names are compared.</summary>
    /// <param name="name">A file name, a stem or a line of a list.</param>
    public static string Normal(string name) => name.Length <= LongestName && IsWellFormed(name) ? UnicodeForm.Composed(name) : name;

    /// <summary>Returns the path as it stands on disk, or the path itself where nothing on disk is equivalent to it.</summary>
    /// <param name="path">An absolute path of a file or folder.</param>
    public static string Find(string path)
    {
        if (Path.Exists(path) || Path.GetDirectoryName(path) is not { Length: > 0 } parent)
        {
            return path;
        }

        string folder = Find(parent);
        string name = Path.GetFileName(path);
        return Directory.Exists(folder) && !IsAscii(name) ? Inside(folder, name) : Path.Combine(folder, name);
    }

    private static string Inside(string folder, string name)
    {
        string wanted = Normal(name);
        return Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal)
            .FirstOrDefault(entry => string.Equals(Normal(Path.GetFileName(entry)), wanted, StringComparison.Ordinal)) ?? Path.Combine(folder, name);
    }

    private static bool IsAscii(string name) => name.All(char.IsAscii);

    // A name that no encoding can write (half a surrogate pair) has no normal form; it is compared as it is.
    private static bool IsWellFormed(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (char.IsSurrogate(name[i]) && !(char.IsHighSurrogate(name[i]) && i + 1 < name.Length && char.IsLowSurrogate(name[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
