using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using PiCIE.Storage.Databases;

namespace PiCIE.Storage.Runs;

/// <summary>
/// The database that lists are read from, without the EF Core model, whose making takes longer than a whole list. It is opened for reading, and nothing is created.
/// </summary>
public sealed class RunSource
{
    /// <summary>Connections of one process at most that read lists.</summary>
    private const int MostConnections = 4;

    private readonly string _place;

    private RunSource(string place, bool isServer) => (_place, IsServer) = (place, isServer);

    /// <summary>Whether it is PostgreSQL; else it is SQLite.</summary>
    public bool IsServer { get; }

    /// <summary>Is told each statement before it is asked, with the connection that it is asked on.</summary>
    public Action<DbCommand>? Asking { get; init; }

    /// <summary>Returns a SQLite database.</summary>
    /// <param name="file">The file; it exists and has the newest schema.</param>
    /// <param name="asking">Is told each statement.</param>
    public static RunSource OfFile(string file, Action<DbCommand>? asking = null) => new(file, false) { Asking = asking };

    /// <summary>Returns a PostgreSQL database.</summary>
    /// <param name="server">Connection string of the database, which has the newest schema.</param>
    /// <param name="asking">Is told each statement.</param>
    public static RunSource OfServer(string server, Action<DbCommand>? asking = null) => new(server, true) { Asking = asking };

    /// <summary>Opens the database and asks it.</summary>
    /// <param name="limit">Longest time of a statement, on PostgreSQL.</param>
    /// <param name="ask">Asks on an open connection.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <typeparam name="T">The answer.</typeparam>
    /// <exception cref="SlowFilterException">A statement took longer than it may.</exception>
    /// <exception cref="DbException">The database cannot be read, or is older than the views.</exception>
    internal async Task<T> ReadAsync<T>(TimeSpan limit, Func<DbConnection, Task<T>> ask, CancellationToken cancel)
    {
        try
        {
            await using DbConnection connection = await OpenAsync(limit, cancel);
            return await ask(connection);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.QueryCanceled && !cancel.IsCancellationRequested)
        {
            throw new SlowFilterException(limit, exception);
        }
    }

    /// <summary>Asks a statement and reads its rows.</summary>
    /// <param name="connection">The open connection.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Its values.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <typeparam name="T">What a row says.</typeparam>
    internal async Task<List<T>> RowsAsync<T>(DbConnection connection, string sql, SqlParameters parameters, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        parameters.AddTo(command);
        Asking?.Invoke(command);
        await using DbDataReader rows = await command.ExecuteReaderAsync(cancel);
        List<T> found = [];
        while (await rows.ReadAsync(cancel))
        {
            found.Add(read(rows));
        }

        return found;
    }

    private async Task<DbConnection> OpenAsync(TimeSpan limit, CancellationToken cancel)
    {
        if (!IsServer)
        {
            SqliteConnection file = await SqliteDatabase.OpenToReadAsync(_place, cancel);
            BusyTimeout.Set(file);
            file.CreateFunction<string?, string?>(FieldSql.Fold, text => text?.ToLowerInvariant(), isDeterministic: true);
            return file;
        }

        NpgsqlConnectionStringBuilder given = new(_place);
        // Set with the connection it takes no statement of each list.
        given.Options = $"-c statement_timeout={limit.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} {given.Options}".TrimEnd();
        given.MaxPoolSize = Math.Min(given.MaxPoolSize, MostConnections);
        NpgsqlConnection connection = new(given.ConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
