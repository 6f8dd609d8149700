using System.Data.Common;

namespace PiCIE.Storage.Runs;

/// <summary>Reads a page of a list phase by phase.</summary>
/// <param name="source">The database.</param>
/// <param name="connection">An open connection on it.</param>
/// <param name="query">Which page is asked for.</param>
internal sealed class PhasedReading(RunSource source, DbConnection connection, RunQuery query)
{
    /// <summary>Makes the statement of a phase from its inner select, which gives the ids and what they are sorted by, as <c>p</c>.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="page">The inner select.</param>
    /// <param name="parameters">Takes further values.</param>
    public delegate string Statement(SortPhase phase, string page, SqlParameters parameters);

    /// <summary>Reads the page.</summary>
    /// <param name="prepare">Returns the phases and the condition on their rows.</param>
    /// <param name="statement">Makes a statement whose rows are in the order of the phase and end with the columns of its cursor.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="idOf">Returns the id of a row.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <typeparam name="T">A row.</typeparam>
    /// <returns>The rows, and the cursor behind them where there are more.</returns>
    /// <exception cref="FormatException">The cursor is of another list.</exception>
    public async Task<(IReadOnlyList<T> Rows, ListCursor? Next)> ReadAsync<T>(
        Func<SqlParameters, (IReadOnlyList<SortPhase> Phases, string Condition)> prepare, Statement statement, Func<DbDataReader, T> read, Func<T, object> idOf, CancellationToken cancel)
    {
        List<(T Row, int Phase, object?[] Values)> found = [];
        (int count, int skip) = (query.Limit + 1, query.Offset);
        int phases = int.MaxValue;
        for (int number = query.After?.Phase ?? 0; number < phases && found.Count < count; number++)
        {
            SqlParameters parameters = new(query.Now);
            (IReadOnlyList<SortPhase> all, string condition) = prepare(parameters);
            phases = all.Count;
            if (number >= phases)
            {
                throw new FormatException("The cursor is of a list in another order.");
            }

            (SortPhase phase, int part) = (all[number], number);
            string after = query.After is { } cursor && cursor.Phase == number ? $" and {phase.After(cursor, parameters)}" : "";
            string rows = $"from {phase.From} where {phase.Condition} and {condition}{after}";
            string page = $"select {phase.Columns} {rows} order by {phase.Order} limit {parameters.Add(count - found.Count)}{(skip > 0 ? $" offset {parameters.Add(skip)}" : "")}";
            List<(T Row, int Phase, object?[] Values)> more = await source.RowsAsync(
                connection, statement(phase, page, parameters), parameters, row => (read(row), part, ValuesOf(row, phase.Keys.Count)), cancel);
            // Whoever passes over more rows than a phase has goes on in the next one.
            skip = skip == 0 || more.Count > 0 || number + 1 == phases ? 0 : skip - (int)await CountAsync(rows, parameters, cancel);
            found.AddRange(more);
        }

        bool isLast = found.Count < count;
        (T Row, int Phase, object?[] Values)[] shown = [.. found.Take(query.Limit)];
        return ([.. shown.Select(one => one.Row)], isLast || shown.Length == 0 ? null : new ListCursor(shown[^1].Phase, shown[^1].Values, idOf(shown[^1].Row)));
    }

    private async Task<long> CountAsync(string rows, SqlParameters parameters, CancellationToken cancel) =>
        (await source.RowsAsync(connection, $"select count(*) {rows}", parameters, row => row.GetInt64(0), cancel))[0];

    private static object?[] ValuesOf(DbDataReader row, int count) =>
        [.. Enumerable.Range(row.FieldCount - count, count).Select(column => row.IsDBNull(column) ? null : row.GetValue(column))];
}
