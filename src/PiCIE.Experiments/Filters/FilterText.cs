using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Filters;

/// <summary>Writes the tree of a filter as text that reads back as the same tree.</summary>
public static class FilterText
{
    /// <summary>Returns the text.</summary>
    /// <param name="filter">The tree.</param>
    public static string Of(Filter filter) => filter switch
    {
        OrFilter or => $"{Of(or.Left)} or {In(or.Right, or.Right is OrFilter)}",
        AndFilter and => $"{In(and.Left, and.Left is OrFilter)} and {In(and.Right, and.Right is OrFilter or AndFilter)}",
        NotFilter { Inner: AbsenceFilter absence } => $"{absence.Field} is not absent",
        NotFilter not => $"not {In(not.Inner, not.Inner is not (TestFilter or AbsenceFilter or WordFilter))}",
        TestFilter test => $"{test.Field} {test.Operator.Word()} {(test.Value.IsQuoted ? Quoted(test.Value.Text) : test.Value.Text)}",
        AbsenceFilter absence => $"{absence.Field} is absent",
        WordFilter word => Word(word.Text),
        _ => throw new ArgumentException($"{filter.GetType().Name} is no part of a filter", nameof(filter)),
    };

    private static string In(Filter inner, bool parentheses) => parentheses ? $"({Of(inner)})" : Of(inner);

    private static string Word(string text) =>
        FilterTokens.IsBare(text) && new FilterToken(FilterTokenKind.Word, text, 1) is FilterToken token && !FilterParser.IsKeyword(token) && !FilterParser.IsAnswer(token) ? text : Quoted(text);

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
