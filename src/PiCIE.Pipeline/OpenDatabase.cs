using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Migrating;

namespace PiCIE.Pipeline;

/// <summary>Opens the database of the home; the first time in a process it is brought to the newest schema.</summary>
internal sealed class OpenDatabase(PicieHome home, IDbContextFactory<PicieContext> contexts) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _migrated;

    /// <summary>A context on a database of the newest schema.</summary>
    /// <exception cref="PicieException">The database is newer than this program, or cannot be opened.</exception>
    public async Task<PicieContext> OpenAsync(CancellationToken cancel)
    {
        await MigrateOnceAsync(cancel);
        return await contexts.CreateDbContextAsync(cancel);
    }

    public void Dispose() => _gate.Dispose();

    private async Task MigrateOnceAsync(CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (_migrated)
            {
                return;
            }

            Directory.CreateDirectory(home.Root);
            await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
            await DatabaseMigration.RunAsync(context, home.MigrateLock, cancel);
            _migrated = true;
        }
        catch (NewerDatabaseException exception)
        {
            throw new PicieException(
                "newer-database", exception.Message, exception.File,
                "Use that newer version, or set PICIE_HOME to another folder.", ProblemKind.Conflict, exception);
        }
        catch (Exception exception) when (MissingPart.Of(exception) is { } missing)
        {
            throw missing;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            throw new PicieException(
                "no-database", $"The database {home.Database} cannot be opened: {exception.Message}", home.Database,
                "Check that the folder can be written to, or set PICIE_HOME to another one.", ProblemKind.Environment, exception);
        }
        finally
        {
            _gate.Release();
        }
    }
}
