using System.Data.Common;
using System.Globalization;
using Npgsql;
using PiCIE.Storage.Columns;

namespace PiCIE.Storage.Runs;

/// <summary>Reads the list of runs: a page of it, and how many there are. The two are asked apart, for a count of many takes longer than their first page.</summary>
public static class RunListReader
{
    private const string Columns =
        """
        r.id, r.experiment_id, r.experiment, r.person, r.name, r.status, r.config_id, r.train_seed, r.cluster_seed, r.stage_count, r.done_stage_count,
        r.headline_split, r.accuracy, r.mean_iou, r.created_at, r.ended_at, r.superseded_by_id, r.group_key, r.member_key, r.settings_id,
        exists (select 1 from experiments paused where paused.id = r.experiment_id and paused.paused_at is not null) as paused,
        r.canceled_at is null and r.superseded_by_id is null as wantable, r.submitted_at is not null as submitted
        """;

    /// <summary>Reads a page.</summary>
    /// <param name="source">The database.</param>
    /// <param name="query">The runs, their order and the page.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="FormatException">The cursor is of another list.</exception>
    /// <exception cref="SlowFilterException">A statement took longer than it may.</exception>
    public static Task<RunPage> ReadAsync(RunSource source, RunQuery query, CancellationToken cancel) => source.ReadAsync(
        query.StatementLimit,
        async connection =>
        {
            (IReadOnlyList<ListedRun> runs, ListCursor? next) = await new PhasedReading(source, connection, query).ReadAsync(
                parameters =>
                {
                    SortPhases phases = new(SortedRows.Runs, query.Fields(source, parameters, FieldScope.Runs), parameters);
                    return (phases.Of(query.Order), query.Condition(source, parameters));
                },
                (phase, page, _) =>
                    $"select {Columns}, {Followers(source)}, {Work(source)}{phase.CursorColumns("p")} from ({page}) p join v_runs r on r.id = p.id order by {phase.OrderOf("p")}",
                row => RunOf(row, query), run => run.Id, cancel);
            return new RunPage(query.WithValues ? await ListValues.AddAsync(source, connection, runs, cancel) : runs, next);
        },
        cancel);

    /// <summary>Counts the runs of all pages.</summary>
    /// <param name="source">The database.</param>
    /// <param name="query">The runs.</param>
    /// <param name="most">Largest number that is counted to; null counts all.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="SlowFilterException">The statement took longer than it may.</exception>
    public static Task<long> CountAsync(RunSource source, RunQuery query, int? most, CancellationToken cancel) => source.ReadAsync(
        query.StatementLimit,
        async connection =>
        {
            SqlParameters parameters = new(query.Now);
            string runs = $"from v_runs r where {query.Condition(source, parameters)}";
            string counted = most is { } limit ? $"select count(*) from (select 1 as one {runs} limit {parameters.Add(limit)}) found" : $"select count(*) {runs}";
            return (await source.RowsAsync(connection, counted, parameters, row => row.GetInt64(0), cancel))[0];
        },
        cancel);

    /// <summary>Returns the ids of those who follow a run, in one text.</summary>
    private static string Followers(RunSource source) =>
        $"(select {(source.IsServer ? "string_agg(f.id::text, ' ')" : "group_concat(f.id, ' ')")} from followers f join revision_runs named on named.revision_id = f.revision_id where named.run_id = r.id) as followers";

    /// <summary>
    /// Returns the time that a run was worked on so that nothing of it is rounded, and a list and the report of one run give the same figure: as a sum on PostgreSQL, which keeps times in
    /// microseconds, as all starts and ends on SQLite, which keeps them as texts.
    /// </summary>
    private static string Work(RunSource source) =>
        $"""
        (select {(source.IsServer ? "sum(extract(epoch from a.ended_at - a.started_at))" : "group_concat(a.started_at || ' ' || a.ended_at, ' ')")}
            from run_stages rs join attempts a on a.stage_id = rs.stage_id where rs.run_id = r.id and r.ended_at is not null and a.ended_at is not null) as work
        """;

    private static TimeSpan? WorkOf(DbDataReader row, int column)
    {
        if (row.IsDBNull(column))
        {
            return null;
        }

        return row is NpgsqlDataReader
            ? TimeSpan.FromTicks((long)(row.GetDecimal(column) * TimeSpan.TicksPerSecond))
            : row.GetString(column).Split(' ').Chunk(2).Aggregate(TimeSpan.Zero, (sum, attempt) => sum + (UtcText.Read(attempt[1]) - UtcText.Read(attempt[0])));
    }

    private static bool IsFollowed(DbDataReader row, int column, RunQuery query) =>
        !row.IsDBNull(column) && row.GetString(column).Split(' ').Any(follower => query.Lives(Guid.Parse(follower, CultureInfo.InvariantCulture)));

    /// <summary>Reads a time.</summary>
    internal static DateTimeOffset Time(DbDataReader row, int column) =>
        row is NpgsqlDataReader ? row.GetFieldValue<DateTimeOffset>(column) : UtcText.Read(row.GetString(column));

    private static ListedRun RunOf(DbDataReader row, RunQuery query) => new()
    {
        Id = row.GetGuid(0),
        ExperimentId = row.GetGuid(1),
        Experiment = row.GetString(2),
        Person = row.GetString(3),
        Name = row.GetString(4),
        Status = query.NobodyWorks && row.GetString(5) == "running" ? "waiting" : row.GetString(5),
        ConfigId = row.GetString(6),
        TrainSeed = row.GetInt64(7),
        ClusterSeed = row.GetInt64(8),
        StageCount = row.GetInt32(9),
        DoneStageCount = row.GetInt32(10),
        HeadlineSplit = row.IsDBNull(11) ? null : row.GetString(11),
        Accuracy = row.IsDBNull(12) ? null : row.GetDouble(12),
        MeanIoU = row.IsDBNull(13) ? null : row.GetDouble(13),
        CreatedAt = Time(row, 14),
        EndedAt = row.IsDBNull(15) ? null : Time(row, 15),
        SupersededById = row.IsDBNull(16) ? null : row.GetGuid(16),
        GroupKey = row.GetString(17),
        MemberKey = row.GetString(18),
        SettingsId = row.IsDBNull(19) ? null : row.GetString(19),
        Paused = row.GetBoolean(20),
        // Somebody asks for it: it was submitted, or a process that lives follows it.
        Asked = row.GetBoolean(21) && (row.GetBoolean(22) || IsFollowed(row, 23, query)),
        Work = WorkOf(row, 24),
    };
}
