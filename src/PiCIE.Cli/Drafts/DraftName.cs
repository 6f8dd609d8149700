namespace PiCIE.Cli.Drafts;

/// <summary>Makes a name for a spec out of the name of a folder.</summary>
internal static class DraftName
{
    private const string Fallback = "my-photographs";

    /// <summary>Returns the name: lower-case letters, digits and single dashes.</summary>
    /// <param name="folder">Path of the folder.</param>
    public static string Of(string folder)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        IEnumerable<char> letters = name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-');
        string joined = string.Join('-', string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return joined.Length > 0 && char.IsAsciiLetter(joined[0]) ? joined : Fallback;
    }
}
