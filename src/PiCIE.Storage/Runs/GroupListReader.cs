using System.Data.Common;
using PiCIE.Experiments.Filters;

namespace PiCIE.Storage.Runs;

/// <summary>
/// Reads the list of groups of replicates from what is stored of them. Of a filter, tests on n and on figures of a split judge the group over all its members; a group is in the list
/// that has a member which passes the whole filter (spec.md 10).
/// </summary>
public static class GroupListReader
{
    /// <summary>Reads a page.</summary>
    /// <param name="source">The database.</param>
    /// <param name="query">The runs of which the list has the groups, the order of the groups and the page.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ArgumentException">The order has a field in which the runs of a group differ.</exception>
    /// <exception cref="FormatException">The cursor is of another list.</exception>
    /// <exception cref="SlowFilterException">A statement took longer than it may.</exception>
    public static Task<GroupPage> ReadAsync(RunSource source, RunQuery query, CancellationToken cancel) => source.ReadAsync(
        query.StatementLimit,
        async connection =>
        {
            (IReadOnlyList<ListedGroup> groups, ListCursor? next) = await new PhasedReading(source, connection, query).ReadAsync(
                parameters =>
                {
                    SortPhases phases = new(SortedRows.Groups, query.Fields(source, parameters, FieldScope.Groups), parameters);
                    return (phases.Of(query.Order), Condition(source, query, parameters));
                },
                (phase, page, parameters) =>
                    $"""
                    select g.group_key, g.config_id, g.settings_id, g.n, g.members, g.created_at, newest.id, newest.experiment, newest.person,
                        (select count(distinct r.member_key) from v_runs r where r.group_key = g.group_key and {Passing(source, query, parameters)}) as matching{phase.CursorColumns("p")}
                    from ({page}) p
                    join run_groups g on g.group_key = p.id
                    join v_runs newest on newest.id = (select r.id from v_runs r where r.group_key = g.group_key order by r.created_at desc, r.position desc limit 1)
                    order by {phase.OrderOf("p")}
                    """,
                GroupOf, group => group.GroupKey, cancel);
            return new GroupPage(query.WithValues ? await ListValues.AddAsync(source, connection, groups, cancel) : groups, next);
        },
        cancel);

    /// <summary>Counts the groups of all pages.</summary>
    /// <param name="source">The database.</param>
    /// <param name="query">The runs of which the list has the groups.</param>
    /// <param name="most">Largest number that is counted to; null counts all.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="SlowFilterException">The statement took longer than it may.</exception>
    public static Task<long> CountAsync(RunSource source, RunQuery query, int? most, CancellationToken cancel) => source.ReadAsync(
        query.StatementLimit,
        async connection =>
        {
            SqlParameters parameters = new(query.Now);
            string groups = $"from run_groups g where {Condition(source, query, parameters)}";
            string counted = most is { } limit ? $"select count(*) from (select 1 as one {groups} limit {parameters.Add(limit)}) found" : $"select count(*) {groups}";
            return (await source.RowsAsync(connection, counted, parameters, row => row.GetInt64(0), cancel))[0];
        },
        cancel);

    /// <summary>
    /// Returns the condition on the groups <c>g</c>. What judges a whole group is asked of the group; the rest is a set of groups that have a member which passes it. Without a rest nearly every
    /// group has one, and is asked by itself: a set of all would be made for each page.
    /// </summary>
    private static string Condition(RunSource source, RunQuery query, SqlParameters parameters)
    {
        bool withArchived = FilterSql.NamesArchived(query.Where);
        Filter[] parts = [.. PartsOf(query.Where)];
        FilterSql ofGroups = new(query.Fields(source, parameters, FieldScope.Groups), parameters);
        FilterSql ofMembers = new(query.Fields(source, parameters, FieldScope.Members), parameters);
        IEnumerable<string> judged = parts.Where(IsOfGroup).Select(part => ofGroups.Of(part, withArchived: true));
        Filter? rest = parts.Where(part => !IsOfGroup(part)).Aggregate((Filter?)null, (all, part) => all is null ? part : new AndFilter(all, part));
        string members = query.OfExperiment(parameters) + ofMembers.Of(rest, withArchived);
        string some = rest is null && query.Experiment is null
            ? $"((exists (select 1 from v_runs r where r.group_key = g.group_key and {members})) is true)"
            : $"((g.group_key in (select r.group_key from v_runs r where {members})) is true)";
        return string.Join(" and ", [.. judged, some]);
    }

    /// <summary>Returns the condition that a run <c>r</c> of a group passes the whole filter.</summary>
    private static string Passing(RunSource source, RunQuery query, SqlParameters parameters) =>
        query.OfExperiment(parameters) + new FilterSql(query.Fields(source, parameters, FieldScope.Members), parameters).Of(query.Where);

    private static IEnumerable<Filter> PartsOf(Filter? filter) => filter switch
    {
        null => [],
        AndFilter and => [.. PartsOf(and.Left), .. PartsOf(and.Right)],
        _ => [filter],
    };

    private static bool IsOfGroup(Filter filter) => filter switch
    {
        AndFilter and => IsOfGroup(and.Left) && IsOfGroup(and.Right),
        OrFilter or => IsOfGroup(or.Left) && IsOfGroup(or.Right),
        NotFilter not => IsOfGroup(not.Inner),
        TestFilter test => IsOfGroup(test.Field),
        AbsenceFilter absence => IsOfGroup(absence.Field),
        _ => false,
    };

    private static bool IsOfGroup(FilterField field) => field is { Column: FilterColumn.N } or { Column: FilterColumn.Metrics, IsOfGroups: true };

    private static ListedGroup GroupOf(DbDataReader row) => new()
    {
        GroupKey = row.GetString(0),
        ConfigId = row.GetString(1),
        SettingsId = row.IsDBNull(2) ? null : row.GetString(2),
        N = row.GetInt32(3),
        Members = row.GetInt32(4),
        CreatedAt = RunListReader.Time(row, 5),
        NewestRun = row.GetGuid(6),
        Experiment = row.GetString(7),
        Person = row.GetString(8),
        Matching = row.GetInt32(9),
    };
}
