using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Filters;

/// <summary>Says which comparisons and values fit a field.</summary>
internal static class FilterValues
{
    private static readonly FilterOperator[] Equality = [FilterOperator.Equal, FilterOperator.NotEqual];

    /// <summary>Returns the comparison of a token, if the field can be compared so.</summary>
    /// <param name="field">The field.</param>
    /// <param name="token">The token.</param>
    /// <exception cref="FilterException">It cannot.</exception>
    public static FilterOperator OperatorOf(FilterField field, FilterToken token)
    {
        FilterOperator comparison = EnumWords.Parse<FilterOperator>(token.Text);
        FilterOperator[] allowed = field.Kind switch
        {
            FilterKind.Choice or FilterKind.Answer => Equality,
            FilterKind.Words when field.Column == FilterColumn.Marks => Equality,
            FilterKind.Text or FilterKind.Words => [.. Equality, FilterOperator.Contains],
            FilterKind.Number or FilterKind.Time => [.. Enum.GetValues<FilterOperator>().Where(one => one != FilterOperator.Contains)],
            _ => Enum.GetValues<FilterOperator>(),
        };
        return allowed.Contains(comparison)
            ? comparison
            : throw new FilterException(token.Column, $"'{field}' is {Spoken(field.Kind)} and is not compared by {token.Text}.", $"It is compared by {string.Join("  ", allowed.Select(one => one.Word()))}, 'in (…)' and 'is absent'.");
    }

    /// <summary>Returns a value in the spelling of its field, if it fits.</summary>
    /// <param name="field">The field.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="value">The value as written.</param>
    /// <param name="column">Column at which it stands.</param>
    /// <exception cref="FilterException">It does not fit.</exception>
    public static FilterValue Check(FilterField field, FilterOperator comparison, FilterValue value, int column)
    {
        switch (field.Kind)
        {
            case FilterKind.Number when value.Number is null:
                throw Wrong(field, value, column, "a number without quotes, for example 14.5 or 1e-4");
            case FilterKind.Time when FilterTime.Of(value.Text) is not { } time:
                throw Wrong(field, value, column, "a UTC day such as 2026-11-29, or an age such as -7d (m, h, d, w)");
            case FilterKind.Time when FilterTime.Of(value.Text) is { Day: null } && Equality.Contains(comparison):
                throw Wrong(field, value, column, "compared with an age by <, <=, > or >=");
            case FilterKind.Answer when value.Answer is null:
                throw Wrong(field, value, column, "true or false");
            case FilterKind.Setting when comparison is FilterOperator.Less or FilterOperator.LessOrEqual or FilterOperator.Greater or FilterOperator.GreaterOrEqual && value.Number is null:
                throw Wrong(field, value, column, "compared by order with a number only");
            default:
                return field.Choices is { } choices ? Choice(field, choices, value, column) : value;
        }
    }

    private static FilterValue Choice(FilterField field, IReadOnlyList<string> choices, FilterValue value, int column)
    {
        if (choices.FirstOrDefault(choice => choice.Equals(value.Text, StringComparison.OrdinalIgnoreCase)) is { } word)
        {
            return value with { Text = word };
        }

        if (field.Column == FilterColumn.Marks && FilterField.UnknownMarks.Contains(value.Text, StringComparer.OrdinalIgnoreCase))
        {
            throw new FilterException(column, $"The mark '{value.Text}' is not known yet: nothing records it in this version.", $"Marks that are: {string.Join(", ", choices)}.");
        }

        if (field.Column == FilterColumn.Status && ShownStatus(value.Text) is { } shown)
        {
            throw new FilterException(column, $"'{field}' is never '{value.Text}', which lists show in its place.", shown);
        }

        string meant = NearestName.Of(value.Text, choices) is { } near ? $"Did you mean {near}? " : string.Empty;
        throw new FilterException(column, $"'{field}' is never '{value.Text}'.", $"{meant}It is one of {string.Join(", ", choices)}.");
    }

    /// <summary>Returns how a filter says what lists show in the place of a status; null for any other word.</summary>
    private static string? ShownStatus(string text) => text.ToLowerInvariant() switch
    {
        "superseded" => "Write marks in (older-data, older-code).",
        "not asked for now" or "not-asked" => "Write status in (waiting, running): such a run is open, and nobody asks for it at the moment.",
        _ => null,
    };

    private static FilterException Wrong(FilterField field, FilterValue value, int column, string allowed) =>
        new(column, $"'{field}' is {allowed}; '{value.Text}' is not.");

    private static string Spoken(FilterKind kind) => kind switch
    {
        FilterKind.Choice => "one of a few words",
        FilterKind.Words => "a list of words",
        FilterKind.Number => "a number",
        FilterKind.Time => "a time",
        FilterKind.Answer => "true or false",
        _ => "text",
    };
}
