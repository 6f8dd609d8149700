using System.Globalization;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Filters;
using PiCIE.Experiments.Stages;
using PiCIE.Storage.Searching;

namespace PiCIE.Storage.Runs;

/// <summary>
/// Translates a filter into a condition on the rows <c>r</c> of <c>v_runs</c>. Every value is a parameter, and every condition is true or false, never
/// null, so that <c>not</c> is plain logic. What another table holds is asked for as a set, which PostgreSQL hashes: joined, it would fight the order. With <c>is true</c> behind it the
/// planner cannot make a join of the set.
/// </summary>
/// <param name="fields">Writes the fields.</param>
/// <param name="parameters">Takes the values.</param>
internal sealed class FilterSql(FieldSql fields, SqlParameters parameters)
{
    /// <summary>Returns the condition on runs.</summary>
    /// <param name="filter">The filter; null passes every run that is not archived.</param>
    public string Of(Filter? filter) => Of(filter, NamesArchived(filter));

    /// <summary>Returns the condition on runs.</summary>
    /// <param name="filter">The filter; null passes every run, or every one that is not archived.</param>
    /// <param name="withArchived">Whether archived runs are not left out.</param>
    public string Of(Filter? filter, bool withArchived)
    {
        string implied = withArchived ? "1 = 1" : $"not {fields.Archived}";
        return filter is null ? implied : withArchived ? Condition(filter) : $"{implied} and ({Condition(filter)})";
    }

    /// <summary>Returns whether a filter says itself whether it means archived runs.</summary>
    /// <param name="filter">The filter.</param>
    public static bool NamesArchived(Filter? filter) => filter switch
    {
        AndFilter and => NamesArchived(and.Left) || NamesArchived(and.Right),
        OrFilter or => NamesArchived(or.Left) || NamesArchived(or.Right),
        NotFilter not => NamesArchived(not.Inner),
        TestFilter test => test.Field.Column == FilterColumn.Archived,
        AbsenceFilter absence => absence.Field.Column == FilterColumn.Archived,
        _ => false,
    };

    private string Condition(Filter filter) => filter switch
    {
        AndFilter and => $"({Condition(and.Left)} and {Condition(and.Right)})",
        OrFilter or => $"({Condition(or.Left)} or {Condition(or.Right)})",
        NotFilter not => $"(not {Condition(not.Inner)})",
        WordFilter word => Word(word.Text),
        AbsenceFilter absence => Absent(absence.Field),
        TestFilter test => Test(test),
        _ => throw new ArgumentException($"{filter.GetType().Name} is no part of a filter", nameof(filter)),
    };

    /// <summary>
    /// Looks for a word in the text that each run has for it. That text has all parts in it, a line each, so a pattern that may pass from one line to the next is looked for in each
    /// part as well.
    /// </summary>
    private string Word(string text)
    {
        string found = $"(r.search_text like {parameters.Pattern(text.ToLowerInvariant())} escape '\\')";
        return text.AsSpan().IndexOfAny('*', '?', SearchTexts.Separator) < 0 ? found : $"({found} and {InParts(text)})";
    }

    private string InParts(string text)
    {
        string pattern = fields.Pattern(text);
        return $"({fields.Like("r.name", pattern)} or {fields.Like("r.experiment", pattern)} or {Tagged(tag => fields.Like(tag, pattern))} or {Noted(note => fields.Like(note, pattern))})";
    }

    private string Absent(FilterField field) => field switch
    {
        { Kind: FilterKind.Words or FilterKind.Answer } => "(1 = 0)",
        { Kind: FilterKind.Setting } when fields.IsSeed(field) => "(1 = 0)",
        { Kind: FilterKind.Setting } => $"(not {Setting(field.Key!, "1 = 1")})",
        { Column: FilterColumn.Method } => $"(not {Setting("method", "1 = 1")})",
        _ => $"(({fields.Of(field)}) is null)",
    };

    private string Test(TestFilter test) => test.Field.Kind switch
    {
        FilterKind.Words => Words(test),
        FilterKind.Answer => (test.Operator == FilterOperator.Equal) == test.Value.Answer ? fields.Answer(test.Field.Column) : $"(not {fields.Answer(test.Field.Column)})",
        FilterKind.Time => Time(test),
        FilterKind.Number => Number(test, fields.Of(test.Field), test.Value.Number!.Value),
        FilterKind.Setting when fields.IsSeed(test.Field) => test.Value.Number is { } seed && test.Operator != FilterOperator.Contains
            ? Number(test, fields.Of(test.Field), seed)
            : test.Operator == FilterOperator.NotEqual ? "(1 = 1)" : "(1 = 0)",
        FilterKind.Setting => Setting(test.Field.Key!, OfSetting(test)),
        _ when test.Field.Column == FilterColumn.Method => Setting("method", OfSetting(test)),
        _ => Text(test),
    };

    private string Number(TestFilter test, string field, double value) => test.Field is { Column: FilterColumn.Metrics, Key: { } key } && key.Contains('.', StringComparison.Ordinal)
        ? $"(({fields.FigureOwner} in ({fields.FigureOwners} where m.key = {parameters.Add(key)} and {fields.FigureValue} {Sign(test.Operator)} {parameters.Add(value)})) is true)"
        : $"(coalesce({field} {Sign(test.Operator)} {parameters.Add(value)}, 1 = 0))";

    private string Text(TestFilter test)
    {
        string field = fields.Of(test.Field);
        string equal = test.Operator == FilterOperator.Contains
            ? fields.Like(field, fields.Pattern(test.Value.Text))
            : Equal(test.Field.Column, field, test.Value.Text);
        return test.Operator == FilterOperator.NotEqual ? $"(coalesce(not ({equal}), 1 = 0))" : $"(coalesce({equal}, 1 = 0))";
    }

    /// <summary>Compares a text. An id and a config id are also meant by the part of them that lists show.</summary>
    private string Equal(FilterColumn column, string field, string text)
    {
        const int ShownDigits = 8;
        string value = parameters.Add(column == FilterColumn.Id ? text.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant() : text);
        return column switch
        {
            FilterColumn.Id => $"({field} = {value} or substr({field}, 25) = {value})",
            FilterColumn.ConfigId when text.Length >= ShownDigits => $"substr({field}, 1, {text.Length.ToString(CultureInfo.InvariantCulture)}) = {value}",
            _ => $"{field} = {value}",
        };
    }

    private string Time(TestFilter test)
    {
        FilterTime time = FilterTime.Of(test.Value.Text)!;
        string field = fields.Of(test.Field);
        string From() => fields.Time(time.From(parameters.Now));
        string Until() => fields.Time(time.Until(parameters.Now));
        bool day = time.Day is not null;
        string condition = test.Operator switch
        {
            FilterOperator.Equal => $"{field} >= {From()} and {field} < {Until()}",
            FilterOperator.NotEqual => $"{field} < {From()} or {field} >= {Until()}",
            FilterOperator.Less => $"{field} < {From()}",
            FilterOperator.LessOrEqual => day ? $"{field} < {Until()}" : $"{field} <= {Until()}",
            FilterOperator.Greater => day ? $"{field} >= {Until()}" : $"{field} > {Until()}",
            _ => $"{field} >= {From()}",
        };
        return $"(coalesce({condition}, 1 = 0))";
    }

    private string Words(TestFilter test)
    {
        string text = test.Value.Text;
        string has = test.Field.Column switch
        {
            FilterColumn.Marks => Marked(text),
            _ when test.Operator == FilterOperator.Contains => WordsOf(test.Field.Column, Matching(fields.Pattern(text))),
            _ => WordsOf(test.Field.Column, EqualTo(parameters.Add(text))),
        };
        return test.Operator == FilterOperator.NotEqual ? $"(not {has})" : has;

        Func<string, string> Matching(string pattern) => word => fields.Like(word, pattern);

        static Func<string, string> EqualTo(string value) => word => $"{word} = {value}";
    }

    private static string WordsOf(FilterColumn column, Func<string, string> condition) => column == FilterColumn.Tag ? Tagged(condition) : Noted(condition);

    private static string Tagged(Func<string, string> condition) =>
        $"((r.id in (select t.run_id from run_tags t where {condition("t.tag")})) is true or (r.experiment_id in (select t.experiment_id from tags t where {condition("t.tag")})) is true)";

    private static string Noted(Func<string, string> condition) =>
        $"((r.id in (select n.run_id from notes n where n.run_id is not null and {condition("n.text")})) is true or (r.experiment_id in (select n.experiment_id from notes n where n.run_id is null and {condition("n.text")})) is true)";

    private string Setting(string key, string condition) =>
        $"(({fields.SettingsId} in (select s.settings_id from run_settings s where s.key = {parameters.Add(key)} and {condition})) is true)";

    /// <summary>Compares a setting by its type: one that is a number with the number that was written, one that is a text with its letters.</summary>
    private string OfSetting(TestFilter test)
    {
        (FilterOperator comparison, FilterValue value) = (test.Operator, test.Value);
        if (comparison == FilterOperator.Contains)
        {
            return fields.Like("s.text_value", fields.Pattern(value.Text));
        }

        string written = value is { IsQuoted: false, Answer: { } answer } ? (answer ? "true" : "false") : value.Text;
        string text = $"s.text_value {Sign(comparison)} {parameters.Add(written[..Math.Min(written.Length, Experiments.RunSetting.MostCharacters)])}";
        return (value.Number, comparison) switch
        {
            (null, FilterOperator.NotEqual) => $"(s.text_value is null or {text})",
            (null, _) => text,
            ({ } number, FilterOperator.Equal or FilterOperator.NotEqual) => $"(s.number_value {Sign(comparison)} {parameters.Add(number)} or {text})",
            ({ } number, _) => $"s.number_value {Sign(comparison)} {parameters.Add(number)}",
        };
    }

    private static string Marked(string mark)
    {
        string versions = string.Join(' ', StageVersions.All.Select(version => $"when '{version.Key}' then {version.Value.ToString(CultureInfo.InvariantCulture)}"));
        string older = $"exists (select 1 from run_stages rs join stages s on s.id = rs.stage_id where rs.run_id = r.id and s.version <> case s.kind {versions} end)";
        return mark switch
        {
            "late-result" => "(r.id in (select rs.run_id from run_stages rs join events v on v.stage_id = rs.stage_id where v.type = 'late-result'))",
            "older-code" => $"(r.superseded_by_id is not null and {older})",
            "older-data" => $"(r.superseded_by_id is not null and not {older})",
            _ => "(1 = 0)",
        };
    }

    private static string Sign(FilterOperator comparison) => comparison == FilterOperator.NotEqual ? "<>" : comparison.Word();
}
