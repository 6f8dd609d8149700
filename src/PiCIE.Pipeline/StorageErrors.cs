using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Failures;
using PiCIE.Storage.Artifacts;

namespace PiCIE.Pipeline;

/// <summary>Puts into words what goes wrong in database and artifact store. It is the one place that knows SQLite's numbers.</summary>
internal static class StorageErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;
    private const int PrimaryKeyTaken = 1555;
    private const int UniqueTaken = 2067;

    /// <summary>Returns whether another process wrote the same row first; asked again, the use case finds it.</summary>
    public static bool IsDoubled(Exception exception) =>
        CauseOf(exception) is SqliteException { SqliteExtendedErrorCode: UniqueTaken or PrimaryKeyTaken };

    /// <summary>Returns whether the database refuses service for now, so that the same step may pass later.</summary>
    public static bool IsPassing(Exception exception) =>
        CauseOf(exception) is SqliteException { SqliteErrorCode: Busy or Locked or ReadOnly or InputOutput or Full or CannotOpen };

    /// <summary>Returns the error in words of a person; null where something else went wrong.</summary>
    /// <param name="exception">The exception that was thrown.</param>
    /// <param name="home">The home whose database it is.</param>
    public static PicieException? Of(Exception exception, PicieHome home) => exception switch
    {
        PicieException => null,
        ArtifactException => new PicieException(
            "artifact", exception.Message, null, "The same command tries again.", ProblemKind.Environment, exception),
        _ when IsDoubled(exception) => new PicieException(
            "conflict", $"Another process wrote the same to {home.Database} at the same moment.", home.Database,
            "The same command goes on with what it wrote.", ProblemKind.Conflict, exception),
        _ when CauseOf(exception) is { } cause => Database(cause, home),
        _ => null,
    };

    private static Exception? CauseOf(Exception exception) => exception switch
    {
        DbException => exception,
        DbUpdateException { InnerException: DbException inner } => inner,
        DbUpdateException => exception,
        _ => null,
    };

    private static PicieException Database(Exception cause, PicieHome home)
    {
        (string what, string hint) = (cause as SqliteException)?.SqliteErrorCode switch
        {
            Busy or Locked => ("stays locked by another process", $"Wait until that process has ended{FailureHints.Again}"),
            Full => ("has no room left on its disk", FailureHints.Disk(home.Root)),
            ReadOnly or CannotOpen => ("cannot be written", "Make the file and its folder writable, or set PICIE_HOME to another folder."),
            Corrupt or NoDatabase => ("is damaged", "Put a copy in its place, or move the file away: the next command makes a new one."),
            _ => ("gave an error", "Check disk and permissions of PICIE_HOME, and run the same command again."),
        };
        return new PicieException(
            "database", $"The database {home.Database} {what}: {cause.Message}", home.Database, hint, ProblemKind.Environment, cause);
    }
}
