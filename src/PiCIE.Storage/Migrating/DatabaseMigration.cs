using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PiCIE.Storage.Databases;

namespace PiCIE.Storage.Migrating;

/// <summary>
/// Brings the database to the newest schema, one process at a time, under a lock that dies with its process. EF Core's own lock on SQLite is a row
/// that a killed process leaves behind and that everybody then waits for; who holds ours removes that row.
/// </summary>
public static class DatabaseMigration
{
    /// <summary>Brings a SQLite database to the newest schema; where it has it, this asks one query and changes nothing.</summary>
    /// <param name="context">A context on the file.</param>
    /// <param name="lockFile">File whose lock admits one process.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="NewerDatabaseException">The database has migrations that this program does not know.</exception>
    public static Task RunAsync(PicieContext context, string lockFile, CancellationToken cancel) =>
        RunAsync(context, () => SchemaLock.OnFileAsync(lockFile, cancel), () => Task.CompletedTask, cancel);

    /// <summary>Brings a PostgreSQL database to the newest schema; where it has it, this asks one query and changes nothing.</summary>
    /// <param name="context">A context on the database, which exists.</param>
    /// <param name="further">Prepares what others keep in the same database, under the same lock, before the schema counts as the newest.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="NewerDatabaseException">The database has migrations that this program does not know.</exception>
    public static Task RunOnServerAsync(PicieContext context, Func<Task> further, CancellationToken cancel) =>
        RunAsync(context, () => SchemaLock.OnServerAsync(context.Database.GetConnectionString()!, cancel), further, cancel);

    /// <summary>Returns whether the newest migration is applied; reads and changes nothing.</summary>
    /// <param name="context">A context on the database, which exists.</param>
    /// <param name="cancel">Cancels the query.</param>
    /// <exception cref="NewerDatabaseException">The database has migrations that this program does not know.</exception>
    public static async Task<bool> IsCurrentAsync(PicieContext context, CancellationToken cancel)
    {
        string[] known = [.. context.Database.GetMigrations()];
        IReadOnlyList<string> applied = await AppliedAsync(context, cancel);
        string[] unknown = [.. applied.Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return unknown.Length > 0 ? throw new NewerDatabaseException(PlaceOf(context), unknown) : applied.Contains(known[^1]);
    }

    /// <summary>Returns the migrations that a database has, in their order; none where it has no tables. It reads and changes nothing.</summary>
    /// <param name="context">A context on the database, which exists.</param>
    /// <param name="cancel">Cancels the query.</param>
    public static async Task<IReadOnlyList<string>> AppliedAsync(PicieContext context, CancellationToken cancel) =>
        await SqlDialect.Of(context).HasTableAsync(context, "__EFMigrationsHistory", cancel)
            ? await context.Database.SqlQuery<string>($"select migration_id as \"Value\" from \"__EFMigrationsHistory\" order by migration_id").ToListAsync(cancel)
            : [];

    private static async Task RunAsync(PicieContext context, Func<Task<IAsyncDisposable>> lockSchema, Func<Task> further, CancellationToken cancel)
    {
        if (await IsThereAndCurrentAsync(context, cancel))
        {
            return;
        }

        await using IAsyncDisposable held = await lockSchema();
        if (await IsThereAndCurrentAsync(context, cancel))
        {
            return;
        }

        await further();
        try
        {
            await PrepareAsync(context, cancel);
            await context.Database.MigrateAsync(cancel);
        }
        finally
        {
            await ResetAsync(context);
        }
    }

    /// <summary>Gives the session its limit of time back, also where the migration failed: its connection may be used again.</summary>
    private static async Task ResetAsync(PicieContext context)
    {
        if (context.Database.GetDbConnection() is NpgsqlConnection { State: ConnectionState.Open } server)
        {
            try
            {
                await context.Database.ExecuteSqlRawAsync("reset statement_timeout");
            }
            catch (DbException)
            {
                // Its session is lost, and its settings with it; whatever else is open is not trusted either.
                NpgsqlConnection.ClearPool(server);
            }
        }
    }

    private static async Task<bool> IsThereAndCurrentAsync(PicieContext context, CancellationToken cancel) =>
        (!context.Database.IsSqlite() || File.Exists(PlaceOf(context))) && await IsCurrentAsync(context, cancel);

    /// <summary>
    /// Sets the write-ahead mode of SQLite, which is a property of the file, and removes the lock row, which can only be a dead process's, for we hold
    /// the lock. On PostgreSQL a migration may take longer than other statements.
    /// </summary>
    private static async Task PrepareAsync(PicieContext context, CancellationToken cancel)
    {
        if (!context.Database.IsSqlite())
        {
            context.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
            await context.Database.OpenConnectionAsync(cancel);
            await context.Database.ExecuteSqlRawAsync("set statement_timeout = 0", cancel);
            return;
        }

        await context.Database.ExecuteSqlRawAsync("pragma journal_mode = wal", cancel);
        if (await SqlDialect.Of(context).HasTableAsync(context, "__EFMigrationsLock", cancel))
        {
            await context.Database.ExecuteSqlRawAsync("delete from \"__EFMigrationsLock\"", cancel);
        }
    }

    /// <summary>Returns where the database is, without user and password.</summary>
    private static string PlaceOf(PicieContext context)
    {
        DbConnection connection = context.Database.GetDbConnection();
        return connection switch
        {
            SqliteConnection file => new SqliteConnectionStringBuilder(file.ConnectionString).DataSource,
            NpgsqlConnection server => PostgreSqlDatabase.NameOf(server.ConnectionString),
            _ => connection.Database,
        };
    }
}
