using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PiCIE.Storage.Databases;

/// <summary>Opens the database of a team: PostgreSQL 15 or newer.</summary>
public static class PostgreSqlDatabase
{
    /// <summary>Name of the assembly that holds the migrations.</summary>
    public const string MigrationsAssembly = "PiCIE.Migrations.PostgreSql";

    /// <summary>Connections of one process at most, beside the fifteen of Hangfire's and the one that listens: no process has more than twenty-five.</summary>
    private const int MostConnections = 9;

    /// <summary>
    /// Settings of each connection. A process that hangs inside a transaction must not hold its locks, and one that waits for a lock must not wait
    /// longer than its caller.
    /// </summary>
    private const string Session =
        "-c idle_in_transaction_session_timeout=5s -c lock_timeout=5s -c statement_timeout=30s -c tcp_user_timeout=10s";

    /// <summary>Returns the options of a context on a database.</summary>
    /// <param name="connection">Connection string, as people give it in <c>PICIE_DATABASE</c>.</param>
    public static DbContextOptions<PicieContext> Options(string connection)
    {
        DbContextOptionsBuilder<PicieContext> builder = new();
        Configure(builder, connection);
        return builder.Options;
    }

    /// <summary>Sets a context on a database.</summary>
    /// <param name="builder">Options of the context.</param>
    /// <param name="connection">Connection string.</param>
    public static void Configure(DbContextOptionsBuilder builder, string connection) => builder
        .UseNpgsql(ConnectionString(connection), npgsql => npgsql.MigrationsAssembly(MigrationsAssembly))
        .UseSnakeCaseNamingConvention();

    /// <summary>Returns the options of a context that only reads. What is added to it stays in memory: saving writes nothing.</summary>
    /// <param name="connection">Connection string.</param>
    public static DbContextOptions<PicieContext> ReadingOptions(string connection)
    {
        NpgsqlConnectionStringBuilder reading = new(connection);
        reading.Options = $"{reading.Options} -c default_transaction_read_only=on".TrimStart();
        DbContextOptionsBuilder<PicieContext> builder = new();
        Configure(builder, reading.ConnectionString);
        builder.AddInterceptors(UnsavedChanges.Instance);
        return builder.Options;
    }

    /// <summary>Returns database, host and a port that is not the usual one, without user and password.</summary>
    /// <param name="connection">Connection string.</param>
    public static string NameOf(string connection)
    {
        NpgsqlConnectionStringBuilder given = new(connection);
        return $"{given.Database ?? given.Username} on {given.Host}{(given.Port == NpgsqlConnection.DefaultPort ? "" : $":{given.Port}")}";
    }

    /// <summary>Returns the address of the database, with its user and without the password.</summary>
    /// <param name="connection">Connection string.</param>
    public static string AddressOf(string connection)
    {
        NpgsqlConnectionStringBuilder given = new(connection);
        string person = given.Username is { Length: > 0 } name ? $"{name}@" : "";
        return $"postgresql://{person}{given.Host}:{given.Port}/{given.Database ?? given.Username}";
    }

    /// <summary>Returns the connection as the variables by which PostgreSQL's own programs are told of it: no argument of theirs names a password.</summary>
    /// <param name="connection">Connection string.</param>
    public static IReadOnlyDictionary<string, string> ProgramVariables(string connection)
    {
        NpgsqlConnectionStringBuilder given = new(connection);
        Dictionary<string, string?> all = new()
        {
            ["PGHOST"] = given.Host,
            ["PGPORT"] = given.Port.ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = given.Username,
            ["PGDATABASE"] = given.Database ?? given.Username,
            ["PGPASSWORD"] = given.Password,
            ["PGSSLMODE"] = given.ContainsKey("SSL Mode") ? SslWord(given.SslMode) : null,
            ["PGSSLROOTCERT"] = given.RootCertificate,
        };
        return all.Where(pair => pair.Value is { Length: > 0 }).ToDictionary(pair => pair.Key, pair => pair.Value!);
    }

    private static string SslWord(SslMode mode) => mode switch
    {
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => mode.ToString().ToLowerInvariant(),
    };

    /// <summary>Returns the connection string with the settings of a session, in front of those that a person asked for.</summary>
    private static string ConnectionString(string connection)
    {
        NpgsqlConnectionStringBuilder given = new(connection);
        given.Options = $"{Session} {given.Options}".TrimEnd();
        given.MaxPoolSize = Math.Min(given.MaxPoolSize, MostConnections);
        // No statement leaves anything in the session behind: there is nothing to take back each time that a connection goes back to the pool.
        given.NoResetOnClose = true;
        given.ApplicationName ??= "picie";
        return given.ConnectionString;
    }
}
