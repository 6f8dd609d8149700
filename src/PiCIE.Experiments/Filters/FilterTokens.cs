using System.Text;
using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Filters;

/// <summary>Cuts the text of a filter into tokens.</summary>
internal static class FilterTokens
{
    private const string WordSigns = "_.:/+-";

    /// <summary>Signs of other languages, each with what says the same here.</summary>
    private static readonly (string Foreign, string Own)[] Foreign =
    [
        ("===", "="), ("!==", "!="), ("==", "="), ("=~", "~"), ("!~", "not in front of the condition, and ~"), ("<>", "!="), ("=!", "!="), ("=<", "<="), ("=>", ">="),
        ("&&", "and"), ("||", "or"), ("&", "and"), ("|", "or"), ("'", "texts with double quotes: \"…\""), ("‘", "texts with double quotes: \"…\""), ("“", "texts with straight quotes: \"…\""),
    ];

    /// <summary>Returns whether a text can stand without quotes.</summary>
    /// <param name="text">The text.</param>
    public static bool IsBare(string text) => text.Length > 0 && text.All(IsOfWord);

    /// <summary>Returns the tokens, the last of which is the end.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FilterException">A quote is not closed, or a letter can stand nowhere.</exception>
    public static IReadOnlyList<FilterToken> Of(string text)
    {
        List<FilterToken> tokens = [];
        for (int at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            (FilterToken token, at) = Next(text, at);
            tokens.Add(token);
        }

        tokens.Add(new FilterToken(FilterTokenKind.End, string.Empty, text.Length + 1));
        return tokens;
    }

    private static (FilterToken Token, int End) Next(string text, int at)
    {
        foreach ((string foreign, string own) in Foreign)
        {
            if (text.AsSpan(at).StartsWith(foreign, StringComparison.Ordinal))
            {
                throw new FilterException(at + 1, $"'{foreign}' is no part of this language.", $"Write {own}.");
            }
        }

        switch (text[at])
        {
            case '(' or ')' or ',':
                return (new FilterToken(FilterTokenKind.Sign, text[at..(at + 1)], at + 1), at + 1);
            case '"':
                return Quoted(text, at);
            case '=' or '<' or '>' or '~' or '!':
                string sign = at + 1 < text.Length && text[at + 1] == '=' && text[at] is '<' or '>' or '!' ? text[at..Math.Min(at + 2, text.Length)] : text[at..(at + 1)];
                return EnumWords.Find<FilterOperator>(sign) is null
                    ? throw new FilterException(at + 1, $"'{sign}' is no comparison.", $"Comparisons are {string.Join("  ", EnumWords.All<FilterOperator>())}; 'not' turns a condition round.")
                    : (new FilterToken(FilterTokenKind.Operator, sign, at + 1), at + sign.Length);
            case char letter when IsOfWord(letter):
                int end = at;
                while (end < text.Length && IsOfWord(text[end]))
                {
                    end++;
                }

                return (new FilterToken(FilterTokenKind.Word, text[at..end], at + 1), end);
            case '%' when at > 0 && char.IsAsciiDigit(text[at - 1]):
                throw new FilterException(at + 1, "A number stands without %: figures are in percent.", $"Write {NumberBefore(text, at)}.");
            default:
                string spelled = UnseenCharacters.Spelled(char.IsSurrogatePair(text, at) ? text.Substring(at, 2) : text[at].ToString());
                throw new FilterException(at + 1, $"'{spelled}' can stand in quotes only.", "Write values with other signs than letters, digits and _ . : / + - as \"…\".");
        }
    }

    private static (FilterToken Token, int End) Quoted(string text, int start)
    {
        StringBuilder inside = new();
        for (int at = start + 1; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '"':
                    return (new FilterToken(FilterTokenKind.Quoted, inside.ToString(), start + 1), at + 1);
                case '\\' when at + 1 < text.Length && text[at + 1] is '"' or '\\':
                    inside.Append(text[++at]);
                    break;
                case '\\':
                    throw new FilterException(at + 1, "A backslash in quotes stands before \" or \\ only.", "Write \\\\ for a backslash.");
                case '\0':
                    throw new FilterException(at + 1, "A text holds no zero character.");
                default:
                    inside.Append(text[at]);
                    break;
            }
        }

        throw new FilterException(start + 1, "A quote is not closed.", "Put a \" behind the text; a quote inside it is written \\\".");
    }

    private static string NumberBefore(string text, int end)
    {
        int start = end;
        while (start > 0 && IsOfWord(text[start - 1]))
        {
            start--;
        }

        return text[start..end];
    }

    private static bool IsOfWord(char letter) => char.IsAsciiLetterOrDigit(letter) || WordSigns.Contains(letter, StringComparison.Ordinal);
}
