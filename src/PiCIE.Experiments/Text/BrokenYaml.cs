using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Text;

/// <summary>
/// Finds the likely cause of a text that is not YAML, once the library has refused it. The library names the place where it gave up, which
/// is often lines behind the wrong character, and cannot see that a space is no space.
/// </summary>
internal static class BrokenYaml
{
    /// <summary>Returns the problem in the words that people read.</summary>
    /// <param name="text">The text.</param>
    /// <param name="gaveUp">Place where the library gave up.</param>
    /// <param name="sentence">Sentence of the library.</param>
    public static TextProblem Explain(string text, TextPlace gaveUp, string sentence)
    {
        if (TabInIndentation(text, sentence.Contains("tab", StringComparison.Ordinal) ? int.MaxValue : gaveUp.Line + 1) is { } tab)
        {
            return Problem("a tab indents this line, and YAML indents with spaces", tab, "write two spaces for each level");
        }

        if (OpenBracket.In(text) is { } open)
        {
            return Problem($"a {open.Character} is not closed", open.Place, $"write {open.Closing} where it ends");
        }

        return Unseen(text, gaveUp.Line) is { } unseen
            ? Problem($"here stands {UnseenCharacters.Spoken(unseen.Letter)}", unseen.Place, "write an ordinary space, or nothing, in its place")
            : Problem(UnseenCharacters.Spelled(sentence), gaveUp, null);
    }

    private static TextProblem Problem(string cause, TextPlace place, string? hint) => new($"this is not YAML: {cause}", place, null, hint);

    /// <summary>
    /// Returns the place of the first tab before the first other character of a line. The library looks at most one line ahead of where it
    /// gives up, but it may report a tab at the start of the map around it.
    /// </summary>
    private static TextPlace? TabInIndentation(string text, int lastLine)
    {
        string[] lines = text.Split('\n');
        for (int line = 0; line < Math.Min(lines.Length, lastLine); line++)
        {
            string content = lines[line].TrimStart();
            int indent = lines[line].Length - content.Length;
            int tab = lines[line].AsSpan(0, indent).IndexOf('\t');
            if (tab >= 0 && content.Length > 0 && content[0] != '#')
            {
                return new TextPlace(line + 1, tab + 1);
            }
        }

        return null;
    }

    /// <summary>
    /// Returns the last unseen character at or before the line where the library gave up, for the library fails behind such a character.
    /// </summary>
    private static (char Letter, TextPlace Place)? Unseen(string text, int gaveUp)
    {
        string[] lines = text.Split('\n');
        for (int line = Math.Min(lines.Length, gaveUp) - 1; line >= 0; line--)
        {
            if (UnseenCharacters.IndexIn(lines[line].TrimEnd('\r')) is >= 0 and int column)
            {
                return (lines[line][column], new TextPlace(line + 1, column + 1));
            }
        }

        return null;
    }
}
