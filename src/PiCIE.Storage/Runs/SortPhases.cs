using PiCIE.Experiments.Filters;

namespace PiCIE.Storage.Runs;

/// <summary>Takes an order apart into the phases that follow one another in the list.</summary>
/// <param name="rows">The rows of the list.</param>
/// <param name="fields">Writes the fields.</param>
/// <param name="parameters">Takes the values.</param>
internal sealed class SortPhases(SortedRows rows, FieldSql fields, SqlParameters parameters)
{
    /// <summary>Returns the phases.</summary>
    /// <param name="order">The order; without a field the newest come first.</param>
    public IReadOnlyList<SortPhase> Of(IReadOnlyList<FilterOrder> order)
    {
        // A field with one value for all sorts nothing, and SQLite takes a constant for the number of a column. Behind the id nothing is equal.
        FilterOrder[] sorting = [.. order.Where(key => key.Field.Column != FilterColumn.LabelsUsed).TakeWhile(key => key.Field.Column != FilterColumn.Id)];
        bool down = (order.FirstOrDefault(key => key.Field.Column == FilterColumn.Id) ?? sorting.FirstOrDefault())?.IsDescending ?? false;
        if (sorting.Length == 0)
        {
            return [order.Count > 0 ? Phase(rows.Table, "1 = 1", [], down) : Newest()];
        }

        (FilterField field, bool descending) = (sorting[0].Field, sorting[0].IsDescending);
        SortKey[] further = [.. sorting.Skip(1).SelectMany(KeysOf)];
        if (field is { Column: FilterColumn.Metrics, Key: { } figure } && figure.Contains('.', StringComparison.Ordinal))
        {
            string key = parameters.Add(figure);
            return
            [
                Phase($"{rows.Figures} k join {rows.Table} on {rows.Id} = k.{rows.Owner}", $"k.key = {key}", [new($"k.{rows.Value}", descending), .. further], down, $"k.{rows.Owner}"),
                Phase(rows.Table, $"not exists (select 1 from {rows.Figures} k where k.{rows.Owner} = {rows.Id} and k.key = {key})", further, down),
            ];
        }

        if (field is { Column: FilterColumn.Settings, Key: { } setting } && !fields.IsSeed(field))
        {
            string key = parameters.Add(setting);
            string valued = $"run_settings k join {rows.Table} on {rows.SettingsId} = k.settings_id";
            return
            [
                Phase(valued, $"k.key = {key} and k.number_value is not null", [new("k.number_value", descending), .. further], down),
                Phase(valued, $"k.key = {key} and k.text_value is not null", [new("k.text_value", descending), .. further], down),
                Phase(rows.Table, $"not exists (select 1 from run_settings k where k.settings_id = {rows.SettingsId} and k.key = {key})", further, down),
            ];
        }

        string value = fields.Of(field);
        SortPhase present = Phase(rows.Table, "1 = 1", [new(value, descending), .. further], down);
        return IsAlwaysThere(field)
            ? [present]
            : [present with { Condition = $"({value}) is not null" }, Phase(rows.Table, $"({value}) is null", further, down)];
    }

    private SortPhase Newest() => rows == SortedRows.Runs
        ? Phase(rows.Table, "1 = 1", [new("r.created_at", true), new("r.position", false)], false)
        : Phase(rows.Table, "1 = 1", [new("g.created_at", true)], true);

    private IEnumerable<SortKey> KeysOf(FilterOrder key) => key.Field is { Column: FilterColumn.Settings, Key: { } setting } && !fields.IsSeed(key.Field)
        ? [new(fields.Setting(setting, "number_value"), key.IsDescending, true), new(fields.Setting(setting, "text_value"), key.IsDescending, true)]
        : [new($"({fields.Of(key.Field)})", key.IsDescending, !IsAlwaysThere(key.Field))];

    private SortPhase Phase(string from, string condition, IReadOnlyList<SortKey> keys, bool down, string? id = null) => new(from, condition, keys, id ?? rows.Id, down);

    private bool IsAlwaysThere(FilterField field) => field.Column
        is FilterColumn.Status or FilterColumn.Name or FilterColumn.Experiment or FilterColumn.Person or FilterColumn.Created or FilterColumn.Seed
        or FilterColumn.ConfigId or FilterColumn.N or FilterColumn.Archived or FilterColumn.Starred || fields.IsSeed(field);
}
