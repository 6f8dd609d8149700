namespace PiCIE.Storage.Runs;

/// <summary>One expression that rows are sorted by.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="IsDescending">Whether the largest value comes first.</param>
/// <param name="IsNullable">Whether some rows have none; they come last, whichever way the others go.</param>
internal sealed record SortKey(string Expression, bool IsDescending, bool IsNullable = false)
{
    /// <summary>Returns the key in an order, with its expression replaced where the rows come from a select that named it.</summary>
    /// <param name="name">The expression or its name.</param>
    public string In(string name) => $"{(IsNullable ? $"({name} is null), " : "")}{name} {(IsDescending ? "desc" : "asc")}";

    /// <summary>Returns the condition that a row comes after another one.</summary>
    /// <param name="value">The parameter with the other one's value; null where it has none.</param>
    /// <param name="further">The condition among rows of equal value.</param>
    public string After(string? value, string further)
    {
        if (value is null)
        {
            return $"({Expression} is null and ({further}))";
        }

        // One range and then the ties: an index on the expression is entered at the value, which it is not with 'or' alone.
        string sign = IsDescending ? "<" : ">";
        string after = $"({Expression} {sign}= {value} and ({Expression} {sign} {value} or ({further})))";
        return IsNullable ? $"({Expression} is null or {after})" : after;
    }
}
