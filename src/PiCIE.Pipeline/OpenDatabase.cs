using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Limits;
using PiCIE.Storage.Migrating;

namespace PiCIE.Pipeline;

/// <summary>Opens the database of the home: to write, which makes it or brings it to the newest schema, or to read, which changes nothing.</summary>
internal sealed class OpenDatabase(PicieHome home, Lazy<IDbContextFactory<PicieContext>> contexts, SharedStore store, QueueTimes times) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _migrated;
    private bool _agreed;

    /// <summary>Opens a context on a database of the newest schema. Home and file are made where they are missing.</summary>
    /// <exception cref="PicieException">The database is newer than this program, or cannot be opened.</exception>
    public async Task<PicieContext> OpenAsync(CancellationToken cancel)
    {
        await InWordsAsync(() => MigrateOnceAsync(cancel), "Check that the folder can be written to, or set PICIE_HOME to another one.");
        return await contexts.Value.CreateDbContextAsync(cancel);
    }

    /// <summary>
    /// Opens a context that only reads: a home that cannot be written is read, and one that does not exist, or a team's database without tables, is empty and stays so.
    /// Changes that a reader saves are dropped. An older database is brought to the newest schema first, for nothing else can read it.
    /// </summary>
    /// <exception cref="PicieException">The database is newer than this program, or cannot be read.</exception>
    public Task<PicieContext> OpenToReadAsync(CancellationToken cancel) =>
        InWordsAsync(() => ReadingAsync(cancel), "Check that the file can be read; an older database must be writable once, to be brought up to date.");

    /// <summary>
    /// Opens a context to change something that is named. Where a team's database has no tables nothing of that name is there, and none are made: it may be the wrong database.
    /// </summary>
    /// <exception cref="PicieException">The database is newer than this program, or cannot be opened.</exception>
    public async Task<PicieContext> OpenToChangeAsync(CancellationToken cancel)
    {
        if (home.Server is null || _migrated)
        {
            return await OpenAsync(cancel);
        }

        PicieContext context = await OpenToReadAsync(cancel);
        if (!IsThere(context))
        {
            return context;
        }

        await context.DisposeAsync();
        return await OpenAsync(cancel);
    }

    /// <summary>Returns whether a context that only reads is on the database itself, and not on the empty one that stands in for one without tables.</summary>
    /// <param name="context">The context.</param>
    public bool IsThere(PicieContext context) => home.Server is null ? File.Exists(home.Database) : !context.Database.IsSqlite();

    /// <summary>Closes the pooled connections: the last one moves the content of the write-ahead file into the database.</summary>
    public void Dispose()
    {
        _gate.Dispose();
        SqliteConnection.ClearAllPools();
    }

    private async Task<PicieContext> ReadingAsync(CancellationToken cancel)
    {
        if (home.Server is { } server)
        {
            return await CurrentAsync(() => Task.FromResult(new PicieContext(PostgreSqlDatabase.ReadingOptions(server))), cancel);
        }

        return !File.Exists(home.Database)
            ? await EmptyAsync(cancel)
            : await CurrentAsync(async () => new PicieContext(SqliteDatabase.ReadingOptions(await SqliteDatabase.OpenToReadAsync(home.Database, cancel))), cancel);
    }

    /// <summary>Opens a database without rows, in memory: what a reader of a home sees that has no database yet, or of a team's database without tables.</summary>
    private static async Task<PicieContext> EmptyAsync(CancellationToken cancel)
    {
        SqliteConnection memory = new("Data Source=:memory:");
        await memory.OpenAsync(cancel);
        PicieContext empty = new(SqliteDatabase.ReadingOptions(memory));
        await empty.Database.MigrateAsync(cancel);
        return empty;
    }

    /// <summary>Opens a context on a database of the newest schema; an older one is brought up to date first.</summary>
    private async Task<PicieContext> CurrentAsync(Func<Task<PicieContext>> open, CancellationToken cancel)
    {
        PicieContext context = await open();
        try
        {
            if (await DatabaseMigration.IsCurrentAsync(context, cancel))
            {
                await AgreeAsync(context, cancel);
                return context;
            }

            if (home.Server is not null && (await DatabaseMigration.AppliedAsync(context, cancel)).Count == 0)
            {
                await context.DisposeAsync();
                return await EmptyAsync(cancel);
            }
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }

        await context.DisposeAsync();
        await MigrateOnceAsync(cancel);
        return await open();
    }

    /// <summary>Takes the times that all processes on the database agree on, before anything waits for one; who admits looks again each time.</summary>
    private async Task AgreeAsync(PicieContext context, CancellationToken cancel)
    {
        if (!_agreed)
        {
            times.Take((await PersonLimits.ReadAsync(context, cancel)).Times);
            _agreed = true;
        }
    }

    private async Task<bool> MigrateOnceAsync(CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (!_migrated)
            {
                Directory.CreateDirectory(home.Root);
                await using PicieContext context = await contexts.Value.CreateDbContextAsync(cancel);
                await (home.Server is { } server
                    ? DatabaseMigration.RunOnServerAsync(context, () => ServerJobStorage.PrepareAsync(server, cancel), cancel)
                    : DatabaseMigration.RunAsync(context, home.MigrateLock, cancel));
                await (home.Server is null ? Task.CompletedTask : store.RequireAsync(context, cancel));
                await AgreeAsync(context, cancel);
                _migrated = true;
            }

            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<T> InWordsAsync<T>(Func<Task<T>> open, string hint)
    {
        try
        {
            return await open();
        }
        catch (NewerDatabaseException exception)
        {
            throw new PicieException(
                "newer-database", exception.Message, exception.File,
                home.Server is null ? "Use that newer version, or set PICIE_HOME to another folder." : "Use that newer version here too, or set PICIE_DATABASE to another database.", ProblemKind.Conflict, exception);
        }
        catch (Exception exception) when (MissingPart.Of(exception) is { } missing)
        {
            throw missing;
        }
        catch (Exception exception) when (home.Server is not null && StorageErrors.Of(exception, home) is { } error)
        {
            throw error;
        }
        catch (SqliteException exception) when (!StorageErrors.IsPassing(exception))
        {
            // A damaged file is no matter of rights.
            throw StorageErrors.Of(exception, home)!;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            throw new PicieException(
                "no-database", $"The database {home.Database} cannot be opened: {exception.Message}", home.Database,
                hint, ProblemKind.Environment, exception);
        }
    }
}
