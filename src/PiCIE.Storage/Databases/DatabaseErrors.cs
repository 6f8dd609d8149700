using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PiCIE.Storage.Databases;

/// <summary>Tells errors of databases apart. It is the one place that knows the numbers of SQLite and PostgreSQL.</summary>
public static class DatabaseErrors
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
    internal const string IdleInTransaction = "25P03";

    /// <summary>Returns the error of the database behind an exception; null where it is none.</summary>
    /// <param name="exception">The exception that was thrown.</param>
    public static Exception? CauseOf(Exception exception) => exception switch
    {
        DbException => exception,
        DbUpdateException { InnerException: DbException inner } => inner,
        DbUpdateException => exception,
        // Npgsql's retry strategy wraps what may pass, and EF Core has wrapped what a save met before that.
        InvalidOperationException { InnerException: NpgsqlException inner } => inner,
        InvalidOperationException { InnerException: DbUpdateException { InnerException: DbException inner } } => inner,
        _ => null,
    };

    /// <summary>Returns what the database refused; null where the exception is none of a database.</summary>
    /// <param name="exception">The exception that was thrown.</param>
    public static DatabaseErrorKind? KindOf(Exception exception) => CauseOf(exception) is not { } cause ? null : cause switch
    {
        SqliteException sqlite => KindOf(sqlite),
        PostgresException server => KindOf(server.SqlState),
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException } => DatabaseErrorKind.Unreachable,
        NpgsqlException { IsTransient: true } => DatabaseErrorKind.Unreachable,
        // The server asks for a password, and there is none to send.
        NpgsqlException when cause.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => DatabaseErrorKind.Refused,
        _ => DatabaseErrorKind.Other,
    };

    private static DatabaseErrorKind KindOf(SqliteException error) => (error.SqliteErrorCode, error.SqliteExtendedErrorCode) switch
    {
        (_, PrimaryKeyTaken or UniqueTaken) => DatabaseErrorKind.Doubled,
        (Busy or Locked, _) => DatabaseErrorKind.Locked,
        (Full, _) => DatabaseErrorKind.Full,
        (ReadOnly or CannotOpen, _) => DatabaseErrorKind.ReadOnly,
        (InputOutput, _) => DatabaseErrorKind.InputOutput,
        (Corrupt or NoDatabase, _) => DatabaseErrorKind.Damaged,
        _ => DatabaseErrorKind.Other,
    };

    private static DatabaseErrorKind KindOf(string state) => state switch
    {
        PostgresErrorCodes.UniqueViolation => DatabaseErrorKind.Doubled,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.QueryCanceled => DatabaseErrorKind.Locked,
        PostgresErrorCodes.DiskFull => DatabaseErrorKind.Full,
        PostgresErrorCodes.ReadOnlySqlTransaction => DatabaseErrorKind.ReadOnly,
        PostgresErrorCodes.IoError => DatabaseErrorKind.InputOutput,
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow or IdleInTransaction => DatabaseErrorKind.Unreachable,
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => DatabaseErrorKind.Refused,
        PostgresErrorCodes.InvalidCatalogName => DatabaseErrorKind.NoDatabase,
        PostgresErrorCodes.InsufficientPrivilege => DatabaseErrorKind.Forbidden,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => DatabaseErrorKind.Damaged,
        _ when state.StartsWith("08", StringComparison.Ordinal) => DatabaseErrorKind.Unreachable,
        _ => DatabaseErrorKind.Other,
    };
}
