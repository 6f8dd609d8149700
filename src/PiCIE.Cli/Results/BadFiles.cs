using PiCIE.Experiments.Tools;

namespace PiCIE.Cli.Results;

/// <summary>Writes files that cannot be used, for people.</summary>
internal static class BadFiles
{
    /// <summary>Returns the line of a bad file. Most sentences begin with the path, which is not said twice.</summary>
    /// <param name="bad">The file.</param>
    public static string Line(BadFile bad) =>
        bad.Sentence.StartsWith(bad.File, StringComparison.Ordinal) ? $"bad: {bad.Sentence}" : $"bad: {bad.File}: {bad.Sentence}";
}
