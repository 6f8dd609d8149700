namespace PiCIE.Pipeline.DataSets;

/// <summary>Tells names from paths in <c>data:</c> and <c>weights:</c> of a spec: a name has no separator and no leading dot.</summary>
internal static class NameOrPath
{
    /// <summary>Returns whether a text is a name.</summary>
    public static bool IsName(string text) => text.Length > 0 && text[0] != '.' && !text.Contains('/') && !text.Contains('\\');

    /// <summary>Returns the absolute path that a path of a spec means, always without a separator at its end.</summary>
    public static string Resolve(string path, string specFolder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, specFolder));
}
