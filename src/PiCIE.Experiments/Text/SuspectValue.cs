using System.Text.RegularExpressions;
using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Text;

/// <summary>Finds a value that YAML cannot read as it is written: it begins with a character that has a meaning there, or holds a wrong escape.</summary>
internal static partial class SuspectValue
{
    private const string InQuotes = "put the value in quotation marks";

    /// <summary>Returns what is wrong with the value at which the library gave up; null where it is another mistake.</summary>
    /// <param name="text">The text.</param>
    /// <param name="gaveUp">Place where the library gave up.</param>
    public static (string Cause, TextPlace Place, string Hint)? In(string text, TextPlace gaveUp)
    {
        string[] lines = text.Split('\n');
        if (gaveUp.Line > lines.Length)
        {
            return null;
        }

        string line = lines[gaveUp.Line - 1];
        if (WrongEscape().Match(line) is { Success: true } escape)
        {
            return ($"\\{escape.Groups["letter"].Value} is no escape", Place(escape.Groups["letter"].Index - 1), "write \\\\ for a backslash, or put the text in single quotation marks");
        }

        if (BlockStart().Match(line) is { Success: true } block)
        {
            return (
                $"{block.Groups["sign"].Value} begins a text of several lines, and that starts in the next line", Place(block.Groups["sign"].Index),
                $"{InQuotes}, or write the text into the next line");
        }

        return (gaveUp.Column <= line.Length ? line[gaveUp.Column - 1] : '\0') switch
        {
            ',' => ("nothing stands before this comma", gaveUp, "write a value there, or take the comma away"),
            '@' or '`' or '%' or ']' or '}' => ($"a value cannot begin with {line[gaveUp.Column - 1]}", gaveUp, InQuotes),
            _ => null,
        };

        TextPlace Place(int index) => new(gaveUp.Line, index + 1);
    }

    /// <summary>A backslash in double quotation marks before a letter that stands for nothing there.</summary>
    [GeneratedRegex("""^[^"#]*"(?:[^"\\]|\\[0abtnvfre "/\\N_LPxuU\t])*\\(?<letter>[^0abtnvfre "/\\N_LPxuU\t])""")]
    private static partial Regex WrongEscape();

    /// <summary>A bar or an angle as a value, with something behind it in the same line.</summary>
    [GeneratedRegex(@"[:\-]\s+(?<sign>[|>])(?![0-9+\-]*\s*(?:#.*)?$)")]
    private static partial Regex BlockStart();
}
