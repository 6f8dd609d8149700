using System.Text;

namespace PiCIE.Evaluation.Text;

/// <summary>
/// Names the characters that look like a space or like nothing and are neither. A message that shows a text spells them, for its reader
/// cannot see what is wrong otherwise.
/// </summary>
public static class UnseenCharacters
{
    /// <summary>Returns the name of a character that cannot be told by sight; null for every other one.</summary>
    /// <param name="letter">The character.</param>
    public static string? NameOf(char letter) => letter switch
    {
        '\n' or '\r' => "line break",
        '\t' => "tab",
        '\u0085' => "next-line character",
        '\u00A0' => "no-break space",
        '\u00AD' => "soft hyphen",
        '\u200B' => "zero-width space",
        '\u200E' or '\u200F' => "direction mark",
        '\u2028' => "line separator",
        '\u2029' => "paragraph separator",
        '\u202F' => "narrow no-break space",
        '\u2060' => "word joiner",
        '\u3000' => "wide space",
        '\uFEFF' => "byte order mark",
        >= '\u2000' and <= '\u200A' => "typographic space",
        _ => char.IsControl(letter) ? "control character" : null,
    };

    /// <summary>Returns the position of the first such character from a start on; −1 where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Index at which the search begins.</param>
    public static int IndexIn(string text, int start = 0)
    {
        for (int position = start; position < text.Length; position++)
        {
            if (NameOf(text[position]) is not null)
            {
                return position;
            }
        }

        return -1;
    }

    /// <summary>Returns the character in words: "a no-break space (U+00A0)".</summary>
    /// <param name="letter">A character that has a name.</param>
    public static string Spoken(char letter) => $"a {NameOf(letter)} (U+{(int)letter:X4})";

    /// <summary>Returns the text with each such character spelled out: <c>‹no-break space›epochs</c>.</summary>
    /// <param name="text">The text.</param>
    public static string Spelled(string text)
    {
        if (IndexIn(text) < 0)
        {
            return text;
        }

        StringBuilder spelled = new();
        foreach (char letter in text)
        {
            spelled.Append(NameOf(letter) is { } name ? $"‹{name}›" : letter);
        }

        return spelled.ToString();
    }
}
