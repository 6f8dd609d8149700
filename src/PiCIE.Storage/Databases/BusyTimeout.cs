using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PiCIE.Storage.Databases;

/// <summary>
/// Lets SQLite itself wait for a lock, on each connection as it opens. Otherwise the provider sleeps 150 ms whenever it meets a lock, and a
/// commit is that much later.
/// </summary>
internal sealed class BusyTimeout : DbConnectionInterceptor
{
    public const int Milliseconds = 30_000;

    public static BusyTimeout Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancel = default)
    {
        Set(connection);
        return Task.CompletedTask;
    }

    /// <summary>Sets the timeout on a connection that is open.</summary>
    public static void Set(DbConnection connection)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = $"pragma busy_timeout = {Milliseconds}";
        command.ExecuteNonQuery();
    }
}
