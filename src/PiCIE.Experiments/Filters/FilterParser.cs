using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Filters;

/// <summary>Reads the text of a filter into its tree (spec.md 10).</summary>
public sealed class FilterParser
{
    /// <summary>Longest text, in characters.</summary>
    public const int MostCharacters = 4_000;

    /// <summary>Largest number of tests and words.</summary>
    public const int MostTests = 100;

    /// <summary>Deepest nesting of parentheses and <c>not</c>.</summary>
    public const int MostDepth = 20;

    private readonly IReadOnlyList<FilterToken> _tokens;
    private int _at;
    private int _tests;
    private int _depth;

    private readonly bool _ofGroups;

    private FilterParser(IReadOnlyList<FilterToken> tokens, bool ofGroups) => (_tokens, _ofGroups) = (tokens, ofGroups);

    private FilterToken Token => _tokens[_at];

    /// <summary>Reads a filter.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The tree; null where the text is empty, which every run passes.</returns>
    /// <exception cref="FilterException">The text is no filter, or breaks a limit.</exception>
    public static Filter? Parse(string text) => Parse(text, ofGroups: false);

    /// <summary>Reads a filter of a list of groups of replicates, which may name <c>n</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The tree; null where the text is empty, which every group passes.</returns>
    /// <exception cref="FilterException">The text is no filter, or breaks a limit.</exception>
    public static Filter? ParseOfGroups(string text) => Parse(text, ofGroups: true);

    private static Filter? Parse(string text, bool ofGroups)
    {
        if (text.Length > MostCharacters)
        {
            throw new FilterException(MostCharacters + 1, $"The filter has {text.Length} characters, and {MostCharacters} are allowed.", "Shorten it; 'in (…)' takes many values of one field.");
        }

        FilterParser parser = new(FilterTokens.Of(text), ofGroups);
        if (parser.Token.Kind == FilterTokenKind.End)
        {
            return null;
        }

        Filter filter = parser.Or();
        return parser.Token.Kind == FilterTokenKind.End ? filter : throw parser.Unexpected("the filter could end here");
    }

    private Filter Or()
    {
        Filter left = And();
        while (Skip("or"))
        {
            left = new OrFilter(left, And());
        }

        return left;
    }

    private Filter And()
    {
        Filter left = Not();
        while (Skip("and") || !EndsAnd())
        {
            left = new AndFilter(left, Not());
        }

        return left;
    }

    private bool EndsAnd() => Token.Kind == FilterTokenKind.End || Token.Is("or") || Token.IsSign(')') || Token.IsSign(',') || Token.Kind == FilterTokenKind.Operator;

    private Filter Not()
    {
        FilterToken start = Token;
        return Skip("not") ? Deeper(start, () => new NotFilter(Primary())) : Primary();
    }

    private Filter Primary()
    {
        FilterToken start = Token;
        if (start.IsSign('('))
        {
            _at++;
            return Deeper(start, () =>
            {
                Filter inner = Or();
                Expect(')', $"the parenthesis of column {start.Column} is open");
                return inner;
            });
        }

        if (start.Kind is not (FilterTokenKind.Word or FilterTokenKind.Quoted) || IsKeyword(start))
        {
            throw Unexpected("a condition, a word, 'not' or '(' stands here");
        }

        if (++_tests > MostTests)
        {
            throw new FilterException(start.Column, $"The filter has more than {MostTests} tests.", "Use 'in (…)' for many values of one field.");
        }

        _at++;
        return IsTest() ? Test(start) : IsAnswer(start) ? throw Uncompared(start) : new WordFilter(start.Text);
    }

    /// <summary>Returns whether a comparison follows, so that the word before it is a field.</summary>
    private bool IsTest() => Token.Kind == FilterTokenKind.Operator || Token.Is("in") || Token.Is("is");

    private Filter Test(FilterToken name)
    {
        if (name.Kind == FilterTokenKind.Quoted)
        {
            throw new FilterException(name.Column, $"A field stands without quotes, and {Token.Spoken} stands behind \"{name.Text}\".");
        }

        FilterField field = FilterFields.Read(name.Text, name.Column, _ofGroups);
        FilterToken comparison = Token;
        _at++;
        return comparison switch
        {
            _ when comparison.Is("in") => In(field),
            _ when comparison.Is("is") => Absence(field),
            _ => Compare(field, FilterValues.OperatorOf(field, comparison)),
        };
    }

    private Filter Compare(FilterField field, FilterOperator comparison)
    {
        FilterToken value = Token;
        return new TestFilter(field, comparison, FilterValues.Check(field, comparison, Value(), value.Column));
    }

    /// <summary>Reads a list of values: one of them is equal.</summary>
    private Filter In(FilterField field)
    {
        Expect('(', "a list in parentheses follows 'in'");
        Filter any = Compare(field, FilterOperator.Equal);
        while (Token.IsSign(','))
        {
            _at++;
            any = new OrFilter(any, Compare(field, FilterOperator.Equal));
        }

        Expect(')', "values are divided by commas");
        return any;
    }

    private Filter Absence(FilterField field)
    {
        bool present = Skip("not");
        if (!Skip("absent"))
        {
            throw Unexpected("'is' is followed by 'absent' or 'not absent'");
        }

        return present ? new NotFilter(new AbsenceFilter(field)) : new AbsenceFilter(field);
    }

    private FilterValue Value()
    {
        FilterToken token = Token;
        if (token.Kind is not (FilterTokenKind.Word or FilterTokenKind.Quoted))
        {
            throw Unexpected("a value stands here");
        }

        _at++;
        return new FilterValue(token.Text, token.Kind == FilterTokenKind.Quoted);
    }

    private Filter Deeper(FilterToken start, Func<Filter> read)
    {
        if (++_depth > MostDepth)
        {
            throw new FilterException(start.Column, $"Parentheses and 'not' are nested deeper than {MostDepth}.", "Leave out parentheses that change nothing.");
        }

        Filter inner = read();
        _depth--;
        return inner;
    }

    private void Expect(char sign, string why)
    {
        if (!Token.IsSign(sign))
        {
            throw Unexpected($"'{sign}' is missing: {why}");
        }

        _at++;
    }

    private bool Skip(string keyword)
    {
        bool there = Token.Is(keyword);
        _at += there ? 1 : 0;
        return there;
    }

    internal static bool IsKeyword(FilterToken token) => token.Is("and") || token.Is("or") || token.Is("not") || token.Is("in") || token.Is("is") || token.Is("absent");

    /// <summary>Returns whether a token names a field with two answers, which nobody looks for as a text.</summary>
    /// <param name="token">The token.</param>
    internal static bool IsAnswer(FilterToken token) => token.Is(FilterColumn.Archived.Word()) || token.Is(FilterColumn.Starred.Word());

    private static FilterException Uncompared(FilterToken name) => new(
        name.Column, $"'{name.Text}' is true or false, and no comparison follows.", $"Write {name.Text.ToLowerInvariant()} = true or = false; to look for the word write \"{name.Text}\".");

    private FilterException Unexpected(string allowed) => new(
        Token.Column, $"Found {Token.Spoken} where {allowed}.", IsKeyword(Token) ? $"To look for the word itself write \"{Token.Text}\"." : null);
}
