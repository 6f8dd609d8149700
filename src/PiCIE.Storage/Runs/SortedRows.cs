namespace PiCIE.Storage.Runs;

/// <summary>The rows that a list has, and where their figures stand.</summary>
/// <param name="Table">The rows, with the alias by which conditions know them.</param>
/// <param name="Id">The column that tells one row from another.</param>
/// <param name="SettingsId">The column with the id of the settings.</param>
/// <param name="Figures">The table of their figures by key.</param>
/// <param name="Owner">The column there that names the row.</param>
/// <param name="Value">The column there with the value.</param>
internal sealed record SortedRows(string Table, string Id, string SettingsId, string Figures, string Owner, string Value)
{
    /// <summary>Runs.</summary>
    public static SortedRows Runs { get; } = new("v_runs r", "r.id", "r.settings_id", "run_metrics", "run_id", "value");

    /// <summary>Groups of replicates.</summary>
    public static SortedRows Groups { get; } = new("run_groups g", "g.group_key", "g.settings_id", "group_metrics", "group_key", "mean");
}
