using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Npgsql;

namespace PiCIE.Pipeline.Queues;

/// <summary>Keeps Hangfire's jobs in a schema of its own of a PostgreSQL database.</summary>
internal static class ServerJobStorage
{
    /// <summary>Schema of its tables.</summary>
    public const string Schema = "hangfire";

    /// <summary>Connections that Hangfire takes of the twenty-five that a process may have.</summary>
    private const int MostConnections = 15;

    /// <summary>
    /// Seconds for which Hangfire waits for an answer of the database. Its statements take milliseconds; where packets vanish, a thread of the pool hangs for this long and takes no job.
    /// </summary>
    private const int LongestAnswer = 10;

    /// <summary>
    /// Settings of each connection. Nobody waits until Hangfire's rows are on the disk: they hold nothing that is not in our tables, and a job that a crash of the server takes away is made again when its
    /// offer ends.
    /// </summary>
    private const string Session = "-c synchronous_commit=off";

    /// <summary>
    /// Settings of the storage. Each that is not Hangfire's own default has its reason beside it. Long polling stays off, as it comes: a job starts when it is made because the worker is told (<see cref="WokenQueue"/>).
    /// </summary>
    public static PostgreSqlStorageOptions Options { get; } = new()
    {
        SchemaName = Schema,

        // One process prepares it, with our own schema (PrepareAsync).
        PrepareSchemaIfNecessary = false,

        // The net under what the workers are told, within a quarter of an offer.
        QueuePollInterval = TimeSpan.FromSeconds(3),

        // By default a job that takes longer than half an hour is started again beside itself, and again.
        UseSlidingInvisibilityTimeout = true,
        InvisibilityTimeout = TimeSpan.FromMinutes(2),

        // A killed worker leaves lock rows behind; each holds a thread of the pool for this long.
        DistributedLockTimeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>Opens the storage.</summary>
    /// <param name="connection">Connection string of the database.</param>
    /// <param name="options">Other settings; null takes <see cref="Options"/> instead.</param>
    public static PostgreSqlStorage On(string connection, PostgreSqlStorageOptions? options = null)
    {
        options ??= Options;
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(ConnectionString(connection), options), options);
    }

    /// <summary>Brings Hangfire's schema to the version of its package. One process does so at a time.</summary>
    /// <param name="connection">Connection string of the database.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task PrepareAsync(string connection, CancellationToken cancel)
    {
        await using NpgsqlConnection open = new(ConnectionString(connection));
        await open.OpenAsync(cancel);
        PostgreSqlObjectsInstaller.Install(open, Schema);
    }

    private static string ConnectionString(string connection)
    {
        NpgsqlConnectionStringBuilder given = new(connection) { MaxPoolSize = MostConnections, CommandTimeout = LongestAnswer, NoResetOnClose = true, ApplicationName = "picie hangfire" };
        given.Options = $"{Session} {given.Options}".TrimEnd();
        return given.ConnectionString;
    }
}
