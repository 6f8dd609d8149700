using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Text;

namespace PiCIE.Experiments.Specs;

/// <summary>
/// Makes relative paths of the command line's overrides absolute. They count from the folder where the command is given, as every other
/// path there does; those in the text of a spec count from the spec file.
/// </summary>
public static class OverridePaths
{
    private static readonly string[] Keys = ["data", "task", "backbone.weights"];

    private static readonly string[] TaskFileEndings = [".yaml", ".yml"];

    /// <summary>Returns the overrides with absolute paths; names, and every other key, stay as they are.</summary>
    /// <param name="overrides">Overrides as given ("data=./photographs").</param>
    /// <param name="folder">Absolute path of the folder where the command is given.</param>
    public static IReadOnlyList<string> Absolute(IReadOnlyList<string> overrides, string folder) => [.. overrides.Select(text => Absolute(text, folder))];

    private static string Absolute(string text, string folder)
    {
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        string key = sign > 0 ? text[..sign] : string.Empty;
        if (!Keys.Contains(key))
        {
            return text;
        }

        string path = Unquoted(text[(sign + 1)..]);
        return IsPath(key, path) ? $"{key}='{Path.GetFullPath(path, folder).Replace("'", "''", StringComparison.Ordinal)}'" : text;
    }

    private static bool IsPath(string key, string value) =>
        value.Length > 0
        && (value[0] == '.' || value.AsSpan().IndexOfAny('/', '\\') >= 0
            || (key == "task" && TaskFileEndings.Contains(Path.GetExtension(value), StringComparer.OrdinalIgnoreCase)));

    /// <summary>Takes quotation marks away. A path may hold what means something in YAML ([, #, a colon), so only a quoted one is read as YAML.</summary>
    private static string Unquoted(string value) =>
        value.StartsWith('"') || value.StartsWith('\'')
            ? (StrictYaml.ReadValue(value, value, []) as TextScalar)?.Value ?? value
            : value;
}
