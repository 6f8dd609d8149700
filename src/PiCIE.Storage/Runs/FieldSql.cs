using PiCIE.Experiments.Filters;
using PiCIE.Storage.Columns;

namespace PiCIE.Storage.Runs;

/// <summary>
/// Writes the fields of filters and orders as expressions on the rows <c>r</c> of <c>v_runs</c>, or <c>g</c> of <c>run_groups</c>, for one of the two databases.
/// </summary>
/// <param name="isServer">Whether the database is PostgreSQL; else it is SQLite, with the function <see cref="Fold"/>.</param>
/// <param name="person">Name of the person who asks.</param>
/// <param name="nobodyWorks">Whether what is running by its row waits, for no process works on the home.</param>
/// <param name="parameters">Takes the values.</param>
/// <param name="scope">Whose fields they are.</param>
internal sealed class FieldSql(bool isServer, string person, bool nobodyWorks, SqlParameters parameters, FieldScope scope = FieldScope.Runs)
{
    /// <summary>Name of the function that SQLite lacks: lower case of all letters, not of those of English alone.</summary>
    public const string Fold = "fold";

    /// <summary>The column by which a row is known in the figures that it is judged by.</summary>
    public string FigureOwner => scope switch
    {
        FieldScope.Runs => "r.id",
        FieldScope.Members => "r.group_key",
        _ => "g.group_key",
    };

    /// <summary>The select of those in whose figures a condition holds, up to the condition.</summary>
    public string FigureOwners => scope == FieldScope.Runs ? "select m.run_id from run_metrics m" : "select m.group_key from group_metrics m";

    /// <summary>The column of a figure with its value.</summary>
    public string FigureValue => scope == FieldScope.Runs ? "m.value" : "m.mean";

    /// <summary>The column by which the settings of a row are known.</summary>
    public string SettingsId => scope == FieldScope.Groups ? "g.settings_id" : "r.settings_id";

    /// <summary>The condition that a run, or its experiment, is archived.</summary>
    public string Archived => Answer(FilterColumn.Archived);

    /// <summary>Returns whether a setting is a seed, which stands in the row of the run.</summary>
    /// <param name="field">The setting.</param>
    public bool IsSeed(FilterField field) => field.Column == FilterColumn.Settings && SettingValues.Seeds.Contains(field.Key);

    /// <summary>Takes a text that is looked for anywhere inside another, and returns its pattern.</summary>
    /// <param name="text">The text; PostgreSQL compares it without case by itself, as far as its locale knows cases.</param>
    public string Pattern(string text) => parameters.Pattern(isServer ? text : text.ToLowerInvariant());

    /// <summary>Returns the condition that a text contains a pattern, whatever its case; null where the text is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The parameter with the pattern.</param>
    public string Like(string text, string pattern) => isServer ? $"{text} ilike {pattern} escape '\\'" : $"{Fold}({text}) like {pattern} escape '\\'";

    /// <summary>Returns a time in the form in which the database keeps it.</summary>
    /// <param name="time">The time.</param>
    public string Time(DateTimeOffset time) => parameters.Add(isServer ? time.ToUniversalTime() : UtcText.Write(time));

    /// <summary>Returns the condition that a field with two answers is true.</summary>
    /// <param name="column">The field.</param>
    public string Answer(FilterColumn column) => column == FilterColumn.Archived
        ? "(r.archived_at is not null or (r.experiment_id in (select e.id from experiments e where e.archived_at is not null)) is true)"
        : $"((r.id in (select s.run_id from stars s where s.person = {parameters.Add(person)})) is true)";

    /// <summary>Returns the value of a field; null where the row does not have it. A setting is its number.</summary>
    /// <param name="field">A field with one value a row.</param>
    public string Of(FilterField field) => scope == FieldScope.Groups ? OfGroup(field) : OfRun(field);

    private string OfGroup(FilterField field) => field.Column switch
    {
        FilterColumn.N => "g.n",
        FilterColumn.Created => "g.created_at",
        FilterColumn.ConfigId => "g.config_id",
        FilterColumn.Metrics => Metric(field.Key!),
        FilterColumn.Settings when !IsSeed(field) => Setting(field.Key!, "number_value"),
        _ => throw new ArgumentException($"{field} is no field of a group", nameof(field)),
    };

    private string OfRun(FilterField field) => field.Column switch
    {
        FilterColumn.N when scope == FieldScope.Members => "(select its.n from run_groups its where its.group_key = r.group_key)",
        FilterColumn.Id => isServer ? "replace(r.id::text, '-', '')" : "lower(replace(r.id, '-', ''))",
        FilterColumn.Status => nobodyWorks ? "(case when r.status = 'running' then 'waiting' else r.status end)" : "r.status",
        FilterColumn.Name => "r.name",
        FilterColumn.Experiment => "r.experiment",
        FilterColumn.Person => "r.person",
        FilterColumn.Method => Setting("method", "text_value"),
        FilterColumn.Task => "(select e.task from experiments e where e.id = r.experiment_id)",
        FilterColumn.Data => "(select e.data from experiments e where e.id = r.experiment_id)",
        FilterColumn.Device => Training("device"),
        FilterColumn.Worker => Training("worker"),
        FilterColumn.Created => "r.created_at",
        FilterColumn.Ended => "r.ended_at",
        FilterColumn.Seconds => $"(select sum({(isServer ? "extract(epoch from a.ended_at - a.started_at)::double precision" : "(julianday(a.ended_at) - julianday(a.started_at)) * 86400.0")}) from run_stages rs join attempts a on a.stage_id = rs.stage_id where rs.run_id = r.id and r.ended_at is not null)",
        FilterColumn.Seed => "r.train_seed",
        FilterColumn.ConfigId => "r.config_id",
        FilterColumn.LabelsUsed => isServer ? "'none'::text" : "'none'",
        FilterColumn.Failure =>
            """
            (select a.failure_kind from run_stages rs join stages s on s.id = rs.stage_id join attempts a on a.stage_id = s.id and a.number = s.attempt_number
                where rs.run_id = r.id and s.state = 'failed' order by rs.position limit 1)
            """,
        FilterColumn.Metrics => Metric(field.Key!),
        FilterColumn.Series => Series(field.Key!),
        FilterColumn.Settings => field.Key switch
        {
            "train.seed" => "r.train_seed",
            "cluster.seed" => "r.cluster_seed",
            _ => Setting(field.Key!, "number_value"),
        },
        FilterColumn.Archived or FilterColumn.Starred => $"(case when {Answer(field.Column)} then 1 else 0 end)",
        _ => throw new ArgumentException($"{field} has no single value", nameof(field)),
    };

    /// <summary>Returns a setting as it is kept, as a number or as a text; null where the row does not have it, or it is of the other kind.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="column"><c>number_value</c> or <c>text_value</c>.</param>
    public string Setting(string key, string column) =>
        $"(select s.{column} from run_settings s where s.settings_id = {SettingsId} and s.key = {parameters.Add(key)})";

    /// <summary>Returns a figure; one without a split is that of the run's own first split.</summary>
    private string Metric(string key) => key switch
    {
        "accuracy" when scope == FieldScope.Runs => "r.accuracy",
        "meanIoU" when scope == FieldScope.Runs => "r.mean_iou",
        _ when !key.Contains('.', StringComparison.Ordinal) => Figure($"r.headline_split || {parameters.Add($".{key}")}"),
        _ => Figure(parameters.Add(key)),
    };

    private string Figure(string key) => scope == FieldScope.Runs
        ? $"(select m.value from run_metrics m where m.run_id = r.id and m.key = {key})"
        : $"(select m.mean from group_metrics m where m.group_key = {FigureOwner} and m.key = {key})";

    private static string Training(string column) =>
        $"""
        (select a.{column} from run_stages rs join stages s on s.id = rs.stage_id join attempts a on a.stage_id = s.id and a.number = s.attempt_number
            where rs.run_id = r.id and s.kind = 'train' order by rs.position limit 1)
        """;

    /// <summary>Returns a value of a curve of the newest attempt of the training; a point that is not a number is none.</summary>
    private string Series(string key)
    {
        int dot = key.LastIndexOf('.');
        string points =
            $"""
            from run_stages rs join stages s on s.id = rs.stage_id join metric_series ms on ms.stage_id = s.id and ms.attempt = s.attempt_number
            join metric_points p on p.series_id = ms.id where rs.run_id = r.id and s.kind = 'train' and ms.name = {parameters.Add(key[..dot])}
            """;
        return key[(dot + 1)..] == "last" ? $"(select p.value {points} order by p.step desc limit 1)" : $"(select {key[(dot + 1)..]}(p.value) {points})";
    }
}
