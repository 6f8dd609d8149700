namespace PiCIE.Experiments.Filters;

/// <summary>Tells tokens of a filter apart.</summary>
internal enum FilterTokenKind
{
    /// <summary>A word without quotes, keywords included.</summary>
    Word,

    /// <summary>A text in quotes.</summary>
    Quoted,

    /// <summary>An operator.</summary>
    Operator,

    /// <summary>A parenthesis or a comma.</summary>
    Sign,

    /// <summary>The end of the text.</summary>
    End,
}

/// <summary>One token of a filter.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its text, without quotes.</param>
/// <param name="Column">Column of its first letter, from 1.</param>
internal sealed record FilterToken(FilterTokenKind Kind, string Text, int Column)
{
    /// <summary>The token in words, for messages.</summary>
    public string Spoken => Kind switch
    {
        FilterTokenKind.End => "the end",
        FilterTokenKind.Quoted => $"\"{Text}\"",
        _ => $"'{Text}'",
    };

    /// <summary>Returns whether it is a keyword, in any case and without quotes.</summary>
    /// <param name="keyword">The keyword.</param>
    public bool Is(string keyword) => Kind == FilterTokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether it is a parenthesis or comma.</summary>
    /// <param name="sign">The sign.</param>
    public bool IsSign(char sign) => Kind == FilterTokenKind.Sign && Text[0] == sign;
}
