using System.Data.Common;

namespace PiCIE.Storage.Runs;

/// <summary>Reads figures and settings of the rows of a page, all in one statement.</summary>
internal static class ListValues
{
    /// <summary>Returns runs with their values.</summary>
    /// <param name="source">The database.</param>
    /// <param name="connection">An open connection on it.</param>
    /// <param name="runs">The runs of a page.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task<IReadOnlyList<ListedRun>> AddAsync(RunSource source, DbConnection connection, IReadOnlyList<ListedRun> runs, CancellationToken cancel)
    {
        if (runs.Count == 0)
        {
            return runs;
        }

        SqlParameters parameters = new(default);
        string figures = $"select {(source.IsServer ? "m.run_id::text" : "m.run_id")} as owner, 0 as is_setting, m.key, cast(null as text) as text, m.value as number from run_metrics m where m.run_id in ({List(parameters, runs.Select(run => (object)run.Id))})";
        List<Cell> cells = await source.RowsAsync(
            connection, $"{figures} union all {Settings(parameters, runs.Select(run => run.SettingsId), "")}", parameters, row => CellOf(row), cancel);
        ILookup<Guid, Cell> figuresOf = cells.Where(cell => !cell.IsSetting).ToLookup(cell => Guid.Parse(cell.Owner));
        ILookup<string, Cell> settingsOf = cells.Where(cell => cell.IsSetting).ToLookup(cell => cell.Owner);
        return
        [
            .. runs.Select(run => run with
            {
                Figures = figuresOf[run.Id].ToDictionary(cell => cell.Key, cell => cell.Number!.Value, StringComparer.Ordinal),
                Settings = SettingsOf(settingsOf, run.SettingsId),
            }),
        ];
    }

    /// <summary>Returns groups with their values.</summary>
    /// <param name="source">The database.</param>
    /// <param name="connection">An open connection on it.</param>
    /// <param name="groups">The groups of a page.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task<IReadOnlyList<ListedGroup>> AddAsync(RunSource source, DbConnection connection, IReadOnlyList<ListedGroup> groups, CancellationToken cancel)
    {
        if (groups.Count == 0)
        {
            return groups;
        }

        SqlParameters parameters = new(default);
        string figures = $"select m.group_key as owner, 0 as is_setting, m.key, cast(null as text) as text, m.mean as number, m.n, m.m2, m.min, m.max from group_metrics m where m.group_key in ({List(parameters, groups.Select(group => (object)group.GroupKey))})";
        List<(Cell Cell, GroupFigure? Figure)> cells = await source.RowsAsync(
            connection, $"{figures} union all {Settings(parameters, groups.Select(group => group.SettingsId), ", 0, 0, 0, 0")}", parameters,
            row => CellOf(row) is { IsSetting: false } figure ? (figure, FigureOf(row)) : (CellOf(row), null), cancel);
        ILookup<string, (Cell Cell, GroupFigure? Figure)> figuresOf = cells.Where(one => !one.Cell.IsSetting).ToLookup(one => one.Cell.Owner);
        ILookup<string, Cell> settingsOf = cells.Where(one => one.Cell.IsSetting).ToLookup(one => one.Cell.Owner, one => one.Cell);
        return
        [
            .. groups.Select(group => group with
            {
                Figures = figuresOf[group.GroupKey].ToDictionary(one => one.Cell.Key, one => one.Figure!, StringComparer.Ordinal),
                Settings = SettingsOf(settingsOf, group.SettingsId),
            }),
        ];
    }

    private static string Settings(SqlParameters parameters, IEnumerable<string?> ids, string further) =>
        $"select s.settings_id, 1, s.key, s.text_value, s.number_value{further} from run_settings s where s.settings_id in ({List(parameters, [.. ids.OfType<string>().Distinct().DefaultIfEmpty("")])})";

    private static string List(SqlParameters parameters, IEnumerable<object> ids) => string.Join(", ", ids.Select(parameters.Add));

    private static Dictionary<string, SettingValue> SettingsOf(ILookup<string, Cell> settings, string? id) => id is null
        ? []
        : settings[id].ToDictionary(cell => cell.Key, cell => new SettingValue(cell.Text, cell.Number), StringComparer.Ordinal);

    private static Cell CellOf(DbDataReader row) => new(
        row.GetString(0), row.GetInt32(1) == 1, row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), row.IsDBNull(4) ? null : row.GetDouble(4));

    private static GroupFigure FigureOf(DbDataReader row)
    {
        int n = row.GetInt32(5);
        return new GroupFigure(n, row.GetDouble(4), n < 2 ? null : Math.Sqrt(row.GetDouble(6) / (n - 1)), row.GetDouble(7), row.GetDouble(8));
    }

    private sealed record Cell(string Owner, bool IsSetting, string Key, string? Text, double? Number);
}
