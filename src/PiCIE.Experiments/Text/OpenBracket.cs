using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Text;

/// <summary>A brace, bracket or quotation mark that opens something and is never closed, or one that closes what nothing opened.</summary>
/// <param name="Character">The character.</param>
/// <param name="Place">Place of the character.</param>
internal sealed record OpenBracket(char Character, TextPlace Place)
{
    /// <summary>Whether it is a closing one without its opening.</summary>
    public bool IsSurplus => Character is '}' or ']';

    /// <summary>The character that would open a surplus one.</summary>
    public char Opening => Character == '}' ? '{' : '[';

    /// <summary>The character that would close it.</summary>
    public char Closing => Character switch
    {
        '{' => '}',
        '[' => ']',
        _ => Character,
    };

    /// <summary>
    /// Returns the opening that lacks its closing, or the closing that lacks its opening; null where everything is closed. Comments and
    /// quoted texts are passed over, and outside of braces and brackets only the beginning of a value opens anything.
    /// </summary>
    /// <param name="text">A text that is not YAML.</param>
    public static OpenBracket? In(string text)
    {
        Stack<OpenBracket> open = new();
        int closed = -1;
        (int line, int start) = (1, 0);
        for (int index = 0; index < text.Length; index++)
        {
            char letter = text[index];
            if (letter == '\n')
            {
                (line, start) = (line + 1, index + 1);
                if (open.Count > 0 && NextLineIsKey(text, start))
                {
                    return open.Peek();
                }

                continue;
            }

            bool begins = BeginsToken(text, index, open.Count > 0);
            TextPlace place = new(line, index - start + 1);
            switch (letter)
            {
                case '#' when index == start || char.IsWhiteSpace(text[index - 1]):
                    index = EndOfLine(text, index) - 1;
                    break;
                case '"' or '\'' when begins:
                    if (EndOfQuoted(text, index) is not { } end)
                    {
                        return new OpenBracket(letter, place);
                    }

                    (line, start) = Behind(text, index, end, line, start);
                    index = end;
                    break;
                case '{' or '[' when begins:
                    open.Push(new OpenBracket(letter, place));
                    break;
                case '}' or ']' when open.Count > 0:
                    if (open.Peek().Closing != letter)
                    {
                        return open.Any(outer => outer.Closing == letter) ? open.Peek() : new OpenBracket(letter, place);
                    }

                    open.Pop();
                    closed = index;
                    break;
                case '}' or ']' when closed >= start && text.AsSpan(closed + 1, index - closed - 1).IsWhiteSpace():
                    // Elsewhere outside of braces and brackets it is a letter like any other.
                    return new OpenBracket(letter, place);
            }
        }

        return open.Count > 0 ? open.Peek() : null;
    }

    private static bool BeginsToken(string text, int index, bool inFlow)
    {
        int before = index - 1;
        while (before >= 0 && text[before] is ' ' or '\t')
        {
            before--;
        }

        return before < 0 || text[before] is '\n' or ':' or '-' || (inFlow && text[before] is ',' or '{' or '[');
    }

    /// <summary>Returns whether a line at the left margin begins with a key: whoever forgot to close wrote on there.</summary>
    private static bool NextLineIsKey(string text, int start)
    {
        ReadOnlySpan<char> line = text.AsSpan(start, EndOfLine(text, start) - start);
        int colon = line.IndexOf(':');
        return colon > 0 && char.IsLetter(line[0]) && line[..colon].IndexOfAny(" \t{[\"'#,") < 0;
    }

    private static int EndOfLine(string text, int index) => text.IndexOf('\n', index) is >= 0 and int end ? end : text.Length;

    /// <summary>
    /// Returns the position of the closing mark, or null. In double quotes a backslash, in single ones a second mark takes away its
    /// meaning. A text that would swallow a key at the left margin was meant to end before.
    /// </summary>
    private static int? EndOfQuoted(string text, int index)
    {
        char mark = text[index];
        for (int at = index + 1; at < text.Length; at++)
        {
            if (text[at] == '\n' && NextLineIsKey(text, at + 1))
            {
                return null;
            }

            if (mark == '"' && text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == mark)
            {
                if (mark == '"' || at + 1 >= text.Length || text[at + 1] != mark)
                {
                    return at;
                }

                at++;
            }
        }

        return null;
    }

    private static (int Line, int Start) Behind(string text, int from, int to, int line, int start)
    {
        for (int at = from; at < to; at++)
        {
            if (text[at] == '\n')
            {
                (line, start) = (line + 1, at + 1);
            }
        }

        return (line, start);
    }
}
