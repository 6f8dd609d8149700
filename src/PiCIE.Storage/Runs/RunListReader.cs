using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using PiCIE.Storage.Columns;
using PiCIE.Storage.Databases;

namespace PiCIE.Storage.Runs;

/// <summary>
/// Reads the list of runs through the view <c>v_runs</c> and without the EF Core model, whose making takes longer than the whole list.
/// It opens the database for reading only and creates nothing.
/// </summary>
public static class RunListReader
{
    private const int RunsOfStatement = 500;

    private const string Columns =
        """
        id, experiment_id, experiment, person, name, status, config_id, train_seed, cluster_seed, stage_count, done_stage_count,
        headline_split, accuracy, mean_iou, created_at, ended_at,
        superseded_by_id, group_key, member_key,
        exists (select 1 from experiments paused where paused.id = r.experiment_id and paused.paused_at is not null) as paused
        """;

    /// <summary>Reads one page of a SQLite database.</summary>
    /// <param name="file">The SQLite database; it exists and has the newest schema.</param>
    /// <param name="query">The runs, their order and the page.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The page; null where there is no such experiment.</returns>
    /// <exception cref="SqliteException">The database cannot be read, or is older than the view.</exception>
    public static async Task<RunPage?> ReadAsync(string file, RunQuery query, CancellationToken cancel)
    {
        await using SqliteConnection connection = await SqliteDatabase.OpenToReadAsync(file, cancel);
        BusyTimeout.Set(connection);
        connection.CreateFunction<string?, string?>(FieldSql.Fold, text => text?.ToLowerInvariant(), isDeterministic: true);
        return Read(connection, query, cancel);
    }

    /// <summary>Reads one page of a PostgreSQL database.</summary>
    /// <param name="server">Connection string of the database, which has the newest schema.</param>
    /// <param name="query">The runs, their order and the page.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The page; null where there is no such experiment.</returns>
    /// <exception cref="NpgsqlException">The database cannot be read, or is older than the view.</exception>
    /// <exception cref="SlowFilterException">A statement took longer than it may.</exception>
    public static async Task<RunPage?> ReadOnServerAsync(string server, RunQuery query, CancellationToken cancel)
    {
        await using NpgsqlConnection connection = new(server);
        await connection.OpenAsync(cancel);
        await using (NpgsqlCommand limit = new("select set_config('statement_timeout', $1, false)", connection))
        {
            limit.Parameters.Add(new NpgsqlParameter<string> { TypedValue = query.StatementLimit.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) });
            await limit.ExecuteNonQueryAsync(cancel);
        }

        try
        {
            return Read(connection, query, cancel);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.QueryCanceled && !cancel.IsCancellationRequested)
        {
            throw new SlowFilterException(query.StatementLimit, exception);
        }
    }

    private static RunPage? Read(DbConnection connection, RunQuery query, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (query.Experiment is { } named && Count(connection, $"select count(*) from experiments where {Experiment(named, out SqlParameters one)}", one) == 0)
        {
            return null;
        }

        SqlParameters counted = new(query.Now);
        long total = Count(connection, $"select count(*) from v_runs r where {Where(query, connection, counted, out _)}", counted);
        SqlParameters parameters = new(query.Now);
        string where = Where(query, connection, parameters, out FieldSql fields);
        string order = query.Order.Count == 0 ? "r.created_at desc, r.position" : string.Join(", ", [.. query.Order.SelectMany(fields.Order), "r.id"]);
        using DbCommand command = Command(
            connection, $"select {Columns}, {Asked(connection, query, parameters)} as asked from v_runs r where {where} order by {order} limit {parameters.Add(query.Limit)} offset {parameters.Add(query.Offset)}", parameters);
        List<ListedRun> runs = [];
        using (DbDataReader rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                ListedRun run = RunOf(rows);
                runs.Add(query.NobodyWorks && run.Status == "running" ? run with { Status = "waiting" } : run);
            }
        }

        Dictionary<Guid, TimeSpan> work = Work(connection, [.. runs.Where(run => run.EndedAt is not null).Select(run => run.Id)], query.Now);
        return new RunPage(total, [.. runs.Select(run => work.TryGetValue(run.Id, out TimeSpan time) ? run with { Work = time } : run)]);
    }

    /// <summary>Adds up the attempts of runs in ticks, so that a list and the report of one run give the same figure.</summary>
    private static Dictionary<Guid, TimeSpan> Work(DbConnection connection, IReadOnlyList<Guid> ids, DateTimeOffset now)
    {
        Dictionary<Guid, TimeSpan> work = [];
        foreach (Guid[] some in ids.Chunk(RunsOfStatement))
        {
            SqlParameters parameters = new(now);
            using DbCommand command = Command(
                connection,
                $"select rs.run_id, a.started_at, a.ended_at from run_stages rs join attempts a on a.stage_id = rs.stage_id where a.ended_at is not null and rs.run_id in ({string.Join(", ", some.Select(id => parameters.Add(id)))})",
                parameters);
            using DbDataReader rows = command.ExecuteReader();
            while (rows.Read())
            {
                Guid run = rows.GetGuid(0);
                work[run] = work.GetValueOrDefault(run) + (Time(rows, 2) - Time(rows, 1));
            }
        }

        return work;
    }

    /// <summary>Returns the condition that somebody asks for a run: it was submitted, or a process that lives follows it.</summary>
    private static string Asked(DbConnection connection, RunQuery query, SqlParameters parameters)
    {
        List<Guid> followed = [];
        using (DbCommand command = Command(connection, "select id, revision_id from followers", new SqlParameters(query.Now)))
        using (DbDataReader rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                if (query.Lives(rows.GetGuid(0)))
                {
                    followed.Add(rows.GetGuid(1));
                }
            }
        }

        string named = followed.Count == 0 ? "" : $" or exists (select 1 from revision_runs named where named.run_id = r.id and named.revision_id in ({string.Join(", ", followed.Select(id => parameters.Add(id)))}))";
        return $"(r.canceled_at is null and r.superseded_by_id is null and (r.submitted_at is not null{named}))";
    }

    private static string Where(RunQuery query, DbConnection connection, SqlParameters parameters, out FieldSql fields)
    {
        fields = new FieldSql(connection is NpgsqlConnection, query.Person, query.NobodyWorks, parameters);
        string condition = new FilterSql(fields, parameters).Of(query.Where);
        return query.Experiment is { } experiment ? $"r.experiment_id in (select id from experiments where {Experiment(experiment, parameters)}) and {condition}" : condition;
    }

    private static string Experiment(string experiment, out SqlParameters parameters) => Experiment(experiment, parameters = new SqlParameters(default));

    private static string Experiment(string experiment, SqlParameters parameters) =>
        $"name = {parameters.Add(experiment)} or id = {parameters.Add(Guid.TryParse(experiment, out Guid id) ? id : Guid.Empty)}";

    private static long Count(DbConnection connection, string sql, SqlParameters parameters)
    {
        using DbCommand command = Command(connection, sql, parameters);
        return (long)command.ExecuteScalar()!;
    }

    private static DbCommand Command(DbConnection connection, string sql, SqlParameters parameters)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        parameters.AddTo(command);
        return command;
    }

    private static DateTimeOffset Time(DbDataReader row, int column) =>
        row is NpgsqlDataReader ? row.GetFieldValue<DateTimeOffset>(column) : UtcText.Read(row.GetString(column));

    private static ListedRun RunOf(DbDataReader row) => new()
    {
        Id = row.GetGuid(0),
        ExperimentId = row.GetGuid(1),
        Experiment = row.GetString(2),
        Person = row.GetString(3),
        Name = row.GetString(4),
        Status = row.GetString(5),
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
        Paused = row.GetBoolean(19),
        Asked = row.GetBoolean(20),
    };
}
