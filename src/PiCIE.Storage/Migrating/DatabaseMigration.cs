using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace PiCIE.Storage.Migrating;

/// <summary>
/// Brings the database to the newest schema, one process at a time. EF Core's own lock is a row that a killed process leaves behind
/// and that everybody then waits for; so a file lock, which dies with its process, stands before it, and who holds that lock removes
/// the row.
/// </summary>
public static class DatabaseMigration
{
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(50);

    /// <summary>Migrates if the newest migration is not applied; otherwise it asks one query and changes nothing.</summary>
    /// <param name="context">A context on the file.</param>
    /// <param name="lockFile">File whose lock admits one process.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="NewerDatabaseException">The database has migrations that this program does not know.</exception>
    public static async Task RunAsync(PicieContext context, string lockFile, CancellationToken cancel)
    {
        string[] known = [.. context.Database.GetMigrations()];
        string file = new SqliteConnectionStringBuilder(context.Database.GetConnectionString()).DataSource;
        if (await IsCurrentAsync(context, file, known, cancel))
        {
            return;
        }

        await using FileStream held = await LockAsync(lockFile, cancel);
        if (await IsCurrentAsync(context, file, known, cancel))
        {
            return;
        }

        await PrepareAsync(context, cancel);
        await context.Database.MigrateAsync(cancel);
    }

    /// <summary>Returns whether the newest migration is applied; reads and changes nothing.</summary>
    /// <param name="context">A context on the file, which exists.</param>
    /// <param name="file">Path of the database, for the message.</param>
    /// <param name="cancel">Cancels the query.</param>
    /// <exception cref="NewerDatabaseException">The database has migrations that this program does not know.</exception>
    public static Task<bool> IsCurrentAsync(PicieContext context, string file, CancellationToken cancel) =>
        IsCurrentAsync(context, file, [.. context.Database.GetMigrations()], cancel);

    private static async Task<bool> IsCurrentAsync(PicieContext context, string file, string[] known, CancellationToken cancel)
    {
        if (!File.Exists(file) || !await HasTableAsync(context, "__EFMigrationsHistory", cancel))
        {
            return false;
        }

        List<string> applied = await context.Database
            .SqlQuery<string>($"select migration_id as \"Value\" from \"__EFMigrationsHistory\"").ToListAsync(cancel);
        string[] unknown = [.. applied.Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return unknown.Length > 0 ? throw new NewerDatabaseException(file, unknown) : applied.Contains(known[^1]);
    }

    /// <summary>
    /// Sets write-ahead mode, which is a property of the file, and removes the lock row, which can only be a dead process's, for we hold
    /// the file lock.
    /// </summary>
    private static async Task PrepareAsync(PicieContext context, CancellationToken cancel)
    {
        await context.Database.ExecuteSqlRawAsync("pragma journal_mode = wal", cancel);
        if (await HasTableAsync(context, "__EFMigrationsLock", cancel))
        {
            await context.Database.ExecuteSqlRawAsync("delete from \"__EFMigrationsLock\"", cancel);
        }
    }

    private static async Task<bool> HasTableAsync(PicieContext context, string table, CancellationToken cancel) =>
        await context.Database
            .SqlQuery<int>($"select count(*) as \"Value\" from sqlite_master where type = 'table' and name = {table}")
            .SingleAsync(cancel) > 0;

    private static async Task<FileStream> LockAsync(string lockFile, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(lockFile))
            {
                await Task.Delay(LockPoll, cancel);
            }
        }
    }
}
