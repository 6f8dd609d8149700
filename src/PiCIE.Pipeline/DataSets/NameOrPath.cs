namespace PiCIE.Pipeline.DataSets;

/// <summary>Tells names from paths in <c>data:</c> and <c>weights:</c> of a spec: a name has no separator and no leading dot.</summary>
internal static class NameOrPath
{
    /// <summary>Returns whether a text is a name.</summary>
    public static bool IsName(string text) => text.Length > 0 && text[0] != '.' && !text.Contains('/') && !text.Contains('\\');

    /// <summary>Returns the hint where a path does not exist. A path of the command line is absolute by then, whatever was written.</summary>
    public static string HintFor(string path) => Path.IsPathRooted(path)
        ? "Check the path; --set counts it from where the command is given."
        : "A path in a spec is relative to the spec file.";

    /// <summary>Returns the absolute path that a path of a spec means, always without a separator at its end.</summary>
    public static string Resolve(string path, string specFolder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, specFolder));
}
