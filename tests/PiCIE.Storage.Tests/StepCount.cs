using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace PiCIE.Storage.Tests;

/// <summary>
/// Counts the steps of SQLite's machine on the open connection of a context: what statements cost, whatever else the machine does.
/// </summary>
internal sealed class StepCount : IDisposable
{
    private readonly SqliteConnection _connection;

    private StepCount(SqliteConnection connection)
    {
        _connection = connection;
        raw.sqlite3_progress_handler(connection.Handle, 1, Count, null);
    }

    public long Steps { get; private set; }

    public static StepCount Of(PicieContext context) => new((SqliteConnection)context.Database.GetDbConnection());

    public void Dispose() => raw.sqlite3_progress_handler(_connection.Handle, 0, null, null);

    private int Count(object user)
    {
        Steps++;
        return 0;
    }
}
