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
        bool saysTab = sentence.Contains("tab", StringComparison.Ordinal);
        if ((TabInIndentation(text, saysTab ? int.MaxValue : gaveUp.Line + 1, alone: false) ?? (saysTab ? TabInIndentation(text, int.MaxValue, alone: true) : null)) is { } tab)
        {
            return Problem("a tab indents this line, and YAML indents with spaces", tab, "write two spaces for each level");
        }

        if (OpenBracket.In(text) is { } open)
        {
            return open.IsSurplus
                ? Problem($"a {open.Character} closes nothing", open.Place, $"take it away, or write {open.Opening} where it begins")
                : Problem($"a {open.Character} is not closed", open.Place, $"write {open.Closing} where it ends");
        }

        if (Unseen(text, gaveUp.Line) is { } unseen)
        {
            return Problem($"here stands {UnseenCharacters.Spoken(unseen.Letter)}", unseen.Place, "write an ordinary space, or nothing, in its place");
        }

        if (SuspectColon.In(text, gaveUp) is { } colon)
        {
            return Problem(colon.Cause, colon.Place, colon.Hint);
        }

        return SuspectValue.In(text, gaveUp) is { } value
            ? Problem(value.Cause, value.Place, value.Hint)
            : Problem(UnseenCharacters.Spelled(sentence), gaveUp, null);
    }

    private static TextProblem Problem(string cause, TextPlace place, string? hint) => new($"this is not YAML: {cause}", place, null, hint);

    /// <summary>
    /// Returns the place of the first tab before the first other character of a line, or in a line without any. The library looks at most
    /// one line ahead of where it gives up, but it may report a tab at the start of the map around it, or at the end of the value before it.
    /// </summary>
    private static TextPlace? TabInIndentation(string text, int lastLine, bool alone)
    {
        string[] lines = text.Split('\n');
        for (int line = 0; line < Math.Min(lines.Length, lastLine); line++)
        {
            string content = lines[line].TrimStart();
            int indent = lines[line].Length - content.Length;
            int tab = lines[line].AsSpan(0, indent).IndexOf('\t');
            if (tab >= 0 && (alone ? content.Length == 0 : content.Length > 0 && content[0] != '#'))
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
