using System.Text;

namespace PiCIE.Evaluation.Text;

/// <summary>
/// Says in words for people why a text is not JSON. The library's own sentences name options of its reader, which nobody who writes a
/// class table can set.
/// </summary>
internal static class BrokenJson
{
    /// <summary>Returns the reason, without a place and without a period.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="index">Index of the byte at which it stops to be JSON; its length where it ends too early.</param>
    public static string Reason(ReadOnlySpan<byte> text, int index)
    {
        ReadOnlySpan<byte> before = text[..index].TrimEnd(" \t\r\n"u8);
        if (index >= text.Length)
        {
            return before.Length == 0 ? "it is empty" : "it ends before everything in it is closed: a }, ] or \" is missing";
        }

        char last = before.Length == 0 ? '\0' : (char)before[^1];
        char found = First(text[index..]);
        return found switch
        {
            '}' or ']' when last == ',' => $"a comma stands before this {found}: remove it, for nothing follows it",
            '}' or ']' when last == ':' => "a value is missing behind the colon",
            '}' or ']' => $"this {found} closes nothing that is open here",
            '/' or '#' => "JSON has no comments: remove this one",
            '\'' => "texts stand in double quotes (\"), not in single ones",
            ',' => "a value is missing before this comma",
            '\n' or '\r' or '\t' => "a text goes on over the end of its line, or holds a tab: close it with \", or write \\n and \\t",
            _ when char.IsControl(found) => "here stands a control character, which JSON does not allow",
            '"' or '{' or '[' when last is '"' or '}' or ']' || char.IsAsciiLetterOrDigit(last) => $"a comma is missing before this {found}, or the text ends before it",
            _ => $"{found} is not expected here; names and texts stand in double quotes, a comma between two values",
        };
    }

    private static char First(ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out Rune found, out _);
        return found.IsBmp ? (char)found.Value : '\uFFFD';
    }
}
