using MediatR;
using Microsoft.Data.Sqlite;
using PiCIE.Evaluation.Text;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.Upkeep;

/// <summary>Copies the database into a file while others work on it.</summary>
/// <param name="File">Absolute path of the copy; nothing may be there.</param>
/// <param name="DumpProgram">Path of PostgreSQL's <c>pg_dump</c>; null where it is not installed. A database of one file needs none.</param>
public sealed record BackUpDatabase(string File, string? DumpProgram) : IRequest<BackedUpDatabase>;

/// <summary>A copy of a database.</summary>
/// <param name="Database">Name of the database.</param>
/// <param name="File">Absolute path of the copy.</param>
/// <param name="Bytes">Its length in bytes.</param>
/// <param name="Restore">The command that brings it back, for people.</param>
public sealed record BackedUpDatabase(string Database, string File, long Bytes, string Restore);

internal sealed class BackUpDatabaseHandler(PicieHome home) : IRequestHandler<BackUpDatabase, BackedUpDatabase>
{
    public async Task<BackedUpDatabase> Handle(BackUpDatabase request, CancellationToken cancel)
    {
        NewFile.Require(request.File);
        string aside = $"{request.File}.{Guid.NewGuid():N}";
        try
        {
            await (home.Server is { } server ? ServerDump.MakeAsync(home, server, request.DumpProgram, aside, cancel) : CopyAsync(aside, cancel));
            File.Move(aside, request.File, overwrite: false);
        }
        finally
        {
            foreach (string left in new[] { aside, $"{aside}-wal", $"{aside}-shm", $"{aside}-journal" })
            {
                File.Delete(left);
            }
        }

        return new BackedUpDatabase(
            home.DatabaseName, request.File, new FileInfo(request.File).Length,
            home.Server is null ? $"rm -f {ShellWord.Of(home.Database + "-wal")} {ShellWord.Of(home.Database + "-shm")} && cp {ShellWord.Of(request.File)} {ShellWord.Of(home.Database)}" : $"pg_restore --clean --if-exists --no-owner --no-privileges --dbname=DATABASE {ShellWord.Of(request.File)}");
    }

    private async Task CopyAsync(string aside, CancellationToken cancel)
    {
        if (!File.Exists(home.Database))
        {
            throw new PicieException(
                "no-database", $"There is no database {home.Database} to back up.", home.Database, "Set PICIE_HOME to the home that has it.", ProblemKind.NotFound);
        }

        try
        {
            await SqliteCopy.MakeAsync(home.Database, aside, cancel);
        }
        catch (InvalidDataException damage)
        {
            throw new PicieException(
                "damaged-database", $"The database {home.Database} is damaged: {damage.Message}.", home.Database,
                "Keep the older back-ups: put the newest whole one in its place.", ProblemKind.Environment, damage);
        }
        catch (SqliteException exception) when (DatabaseErrors.KindOf(exception) is DatabaseErrorKind.Full)
        {
            throw new PicieException(
                "disk-full", $"The copy {aside} has no room on its disk: {exception.Message}", aside, "Make room there, or name a file on another disk.", ProblemKind.Environment, exception);
        }
    }
}
