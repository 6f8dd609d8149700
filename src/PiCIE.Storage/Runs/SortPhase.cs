namespace PiCIE.Storage.Runs;

/// <summary>
/// A part of a sorted list: the rows that have the first field, or those that lack it. Each part is one statement, which an index can give in order; sorted together, with those that
/// lack it last, all rows would have to be read.
/// </summary>
/// <param name="From">The rows, with whatever gives their order.</param>
/// <param name="Condition">What holds of the rows of this part.</param>
/// <param name="Keys">The keys of the order.</param>
/// <param name="Id">The id, by which equal rows are sorted.</param>
/// <param name="IsDescending">Whether equal rows come with the largest id first.</param>
internal sealed record SortPhase(string From, string Condition, IReadOnlyList<SortKey> Keys, string Id, bool IsDescending)
{
    /// <summary>Returns the order.</summary>
    public string Order => string.Join(", ", [.. Keys.Select(key => key.In(key.Expression)), Tie(Id)]);

    /// <summary>Returns the same order of a select that calls the keys <c>k0</c>, <c>k1</c> and so on, and the id <c>id</c>.</summary>
    /// <param name="alias">Alias of that select.</param>
    public string OrderOf(string alias) => string.Join(", ", [.. Keys.Select((key, index) => key.In(Named(alias, index))), Tie($"{alias}.id")]);

    /// <summary>Returns the columns of a select that <see cref="OrderOf"/> sorts, and a cursor is made of.</summary>
    public string Columns => string.Join(", ", [$"{Id} as id", .. Keys.Select((key, index) => $"{key.Expression} as k{index}")]);

    /// <summary>Returns the columns of a row that a cursor keeps, of a select that has these columns.</summary>
    /// <param name="alias">Alias of that select.</param>
    public string CursorColumns(string alias) => string.Concat(Keys.Select((_, index) => $", {Named(alias, index)}"));

    /// <summary>Returns the condition that a row comes after the one of a cursor.</summary>
    /// <param name="cursor">The cursor, which is in this part.</param>
    /// <param name="parameters">Takes its values.</param>
    /// <exception cref="FormatException">The cursor is of another order.</exception>
    public string After(ListCursor cursor, SqlParameters parameters)
    {
        if (cursor.Values.Count != Keys.Count)
        {
            throw new FormatException("The cursor is of a list in another order.");
        }

        string condition = $"{Id} {(IsDescending ? "<" : ">")} {parameters.Add(cursor.Id)}";
        for (int index = Keys.Count - 1; index >= 0; index--)
        {
            condition = Keys[index].After(cursor.Values[index] is { } value ? parameters.Add(value) : null, condition);
        }

        return condition;
    }

    private string Tie(string id) => $"{id} {(IsDescending ? "desc" : "asc")}";

    private static string Named(string alias, int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{alias}.k{index}");
}
