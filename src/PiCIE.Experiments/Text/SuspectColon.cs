using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Text;

/// <summary>A colon that keeps a text from being YAML: without its space, of another alphabet, the second of a line, or behind a wrong indentation.</summary>
/// <param name="Cause">What is wrong.</param>
/// <param name="Place">Where.</param>
/// <param name="Hint">What to do.</param>
internal sealed record SuspectColon(string Cause, TextPlace Place, string Hint)
{
    private const char Wide = '\uFF1A';

    /// <summary>The colon near the place where the library gave up; null where every colon there is as it should be.</summary>
    /// <param name="text">A text that is not YAML.</param>
    /// <param name="gaveUp">Where the library gave up: in the line that is wrong, or in the one behind it.</param>
    public static SuspectColon? In(string text, TextPlace gaveUp)
    {
        string[] lines = text.Split('\n');
        int last = Math.Min(gaveUp.Line, lines.Length);
        for (int line = last; line >= Math.Max(1, last - 1); line--)
        {
            if (Of(lines, line) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static SuspectColon? Of(string[] lines, int line)
    {
        string content = lines[line - 1].TrimEnd();
        int start = content.Length - content.TrimStart().Length;
        if (start == content.Length || content[start] is '#' or '{' or '[' or '"' or '\'')
        {
            return null;
        }

        int colon = content.IndexOf(": ", start, StringComparison.Ordinal);
        if (colon < 0)
        {
            return WithoutSpace(content, start, line);
        }

        int second = content.IndexOf(": ", colon + 2, StringComparison.Ordinal);
        if (second > 0 && content[(colon + 2)..second].IndexOfAny(['{', '[', '"', '\'', '#']) < 0)
        {
            return new SuspectColon("a value holds a second colon", new TextPlace(line, second + 1), "put the value in quotation marks, or write its key in a line of its own");
        }

        return line > 1 && IsValueEnded(lines[line - 2], start)
            ? new SuspectColon("this line is indented further than the one before, whose key has a value already", new TextPlace(line, start + 1), "give keys of one level the same number of spaces")
            : null;
    }

    private static SuspectColon? WithoutSpace(string content, int start, int line)
    {
        if (content.IndexOf(Wide, start) is >= 0 and int wide)
        {
            return new SuspectColon($"here stands a wide colon (U+{(int)Wide:X4})", new TextPlace(line, wide + 1), "write an ordinary colon and a space behind it");
        }

        int colon = content.IndexOf(':', start);
        return colon > start && colon < content.Length - 1 && content[start..colon].All(char.IsLetterOrDigit)
            ? new SuspectColon("a colon has no space behind it", new TextPlace(line, colon + 1), "write a space between a key's colon and its value")
            : null;
    }

    private static bool IsValueEnded(string before, int start)
    {
        string content = before.TrimEnd();
        int indent = content.Length - content.TrimStart().Length;
        int colon = content.IndexOf(": ", StringComparison.Ordinal);
        return start > indent && colon > 0 && colon < content.Length - 2;
    }
}
