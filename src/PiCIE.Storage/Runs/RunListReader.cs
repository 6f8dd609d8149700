using System.Data.Common;
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
    private const string Columns =
        """
        id, experiment_id, experiment, person, name, status, config_id, train_seed, cluster_seed, stage_count, done_stage_count,
        headline_split, accuracy, mean_iou, created_at, started_at, ended_at,
        superseded_by_id, group_key, member_key
        """;

    /// <summary>Reads one page, newest first; the runs of one submit stand in their order.</summary>
    /// <param name="file">The SQLite database; it exists and has the newest schema.</param>
    /// <param name="experiment">Id or name of one experiment (several people may use one name), or null for all.</param>
    /// <param name="offset">Runs to pass over.</param>
    /// <param name="limit">Runs of a page at most.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The page; null where there is no such experiment.</returns>
    /// <exception cref="SqliteException">The database cannot be read, or is older than the view.</exception>
    public static async Task<RunPage?> ReadAsync(string file, string? experiment, int offset, int limit, CancellationToken cancel)
    {
        await using SqliteConnection connection = await SqliteDatabase.OpenToReadAsync(file, cancel);
        BusyTimeout.Set(connection);
        return Read(connection, experiment, offset, limit);
    }

    /// <summary>Reads one page of a PostgreSQL database.</summary>
    /// <param name="server">Connection string of the database, which has the newest schema.</param>
    /// <param name="experiment">Id or name of one experiment (several people may use one name), or null for all.</param>
    /// <param name="offset">Runs to pass over.</param>
    /// <param name="limit">Runs of a page at most.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The page; null where there is no such experiment.</returns>
    /// <exception cref="NpgsqlException">The database cannot be read, or is older than the view.</exception>
    public static async Task<RunPage?> ReadOnServerAsync(string server, string? experiment, int offset, int limit, CancellationToken cancel)
    {
        await using NpgsqlConnection connection = new(server);
        await connection.OpenAsync(cancel);
        return Read(connection, experiment, offset, limit);
    }

    private static RunPage? Read(DbConnection connection, string? experiment, int offset, int limit)
    {
        if (experiment is not null && Count(connection, "select count(*) from experiments where name = @experiment or id = @id", experiment) == 0)
        {
            return null;
        }

        string where = experiment is null ? "" : "where experiment_id in (select id from experiments where name = @experiment or id = @id)";
        long total = Count(connection, $"select count(*) from v_runs {where}", experiment);
        using DbCommand command = Command(
            connection, $"select {Columns} from v_runs {where} order by created_at desc, position limit @limit offset @offset", experiment);
        Add(command, "limit", limit);
        Add(command, "offset", offset);
        using DbDataReader rows = command.ExecuteReader();
        List<ListedRun> runs = [];
        while (rows.Read())
        {
            runs.Add(RunOf(rows));
        }

        return new RunPage(total, runs);
    }

    private static long Count(DbConnection connection, string sql, string? experiment)
    {
        using DbCommand command = Command(connection, sql, experiment);
        return (long)command.ExecuteScalar()!;
    }

    private static DbCommand Command(DbConnection connection, string sql, string? experiment)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        if (experiment is not null)
        {
            Add(command, "experiment", experiment);
            Add(command, "id", Guid.TryParse(experiment, out Guid id) ? id : Guid.Empty);
        }

        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        DbParameter parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
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
        StartedAt = row.IsDBNull(15) ? null : Time(row, 15),
        EndedAt = row.IsDBNull(16) ? null : Time(row, 16),
        SupersededById = row.IsDBNull(17) ? null : row.GetGuid(17),
        GroupKey = row.GetString(18),
        MemberKey = row.GetString(19),
    };
}
