using PiCIE.Experiments.Failures;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline;

/// <summary>Puts into words what goes wrong in database and artifact store.</summary>
internal static class StorageErrors
{
    /// <summary>Returns whether another process wrote the same row first; asked again, the use case finds it.</summary>
    public static bool IsDoubled(Exception exception) => DatabaseErrors.KindOf(exception) == DatabaseErrorKind.Doubled;

    /// <summary>Returns whether the database refuses service for now, so that the same step may pass later.</summary>
    public static bool IsPassing(Exception exception) => DatabaseErrors.KindOf(exception)
        is DatabaseErrorKind.Locked or DatabaseErrorKind.Full or DatabaseErrorKind.ReadOnly or DatabaseErrorKind.InputOutput or DatabaseErrorKind.Unreachable;

    /// <summary>Returns the error in words of a person; null where something else went wrong.</summary>
    /// <param name="exception">The exception that was thrown.</param>
    /// <param name="home">The home whose database it is.</param>
    public static PicieException? Of(Exception exception, PicieHome home) => exception switch
    {
        PicieException => null,
        ArtifactException => new PicieException(
            "artifact", exception.Message, null, "The same command tries again.", ProblemKind.Environment, exception),
        _ when IsDoubled(exception) => new PicieException(
            "conflict", $"Another process wrote the same to {home.DatabaseName} at the same moment.", home.DatabaseName,
            "The same command goes on with what it wrote.", ProblemKind.Conflict, exception),
        _ when DatabaseErrors.KindOf(exception) is { } kind => Database(kind, DatabaseErrors.CauseOf(exception)!, home),
        _ => null,
    };

    private static PicieException Database(DatabaseErrorKind kind, Exception cause, PicieHome home)
    {
        (string what, string hint) = kind switch
        {
            DatabaseErrorKind.Locked => ("stays locked by another process", $"Wait until that process has ended{FailureHints.Again}"),
            DatabaseErrorKind.Full => ("has no room left on its disk", home.Server is null ? FailureHints.Disk(home.Root) : "Make room on the disk of the server."),
            DatabaseErrorKind.ReadOnly when home.Server is null => ("cannot be written", "Make the file and its folder writable, or set PICIE_HOME to another folder."),
            DatabaseErrorKind.ReadOnly => ("takes no writes", "Connect to the primary server, or make this one writable."),
            DatabaseErrorKind.Damaged when home.Server is null => ("is damaged", "Put a copy in its place, or move the file away: the next command makes a new one."),
            DatabaseErrorKind.Damaged => ("is damaged", "Restore the server's last backup."),
            DatabaseErrorKind.Unreachable => ("cannot be reached", "Check that the server runs and that PICIE_DATABASE names it."),
            DatabaseErrorKind.Refused when home.Server is { } server && !PostgreSqlAddress.NamesUser(server) =>
                ("refuses this connection", "PICIE_DATABASE names no user, so that of the operating system was tried: write postgresql://user:password@host/database."),
            DatabaseErrorKind.Refused => ("refuses this connection", "Check user and password in PICIE_DATABASE."),
            DatabaseErrorKind.NoDatabase => ("is not there", "PostgreSQL's createdb makes one; otherwise name one in PICIE_DATABASE that is there."),
            DatabaseErrorKind.Forbidden => ("refuses what was asked", "Give the user of PICIE_DATABASE a role that may do it (picie db grants), or name another user."),
            _ when home.Server is null => ("gave an error", "Check disk and permissions of PICIE_HOME, and run the same command again."),
            _ => ("gave an error", "Look into the log of the server, and run the same command again."),
        };
        return new PicieException(
            "database", $"The database {home.DatabaseName} {what}: {cause.Message}", home.DatabaseName, hint, ProblemKind.Environment, cause);
    }
}
