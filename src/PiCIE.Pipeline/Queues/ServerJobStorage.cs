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

    /// <summary>Opens the storage. Each setting that is not Hangfire's own default has its reason beside it.</summary>
    /// <param name="connection">Connection string of the database.</param>
    public static PostgreSqlStorage On(string connection)
    {
        PostgreSqlStorageOptions options = new()
        {
            SchemaName = Schema,

            // One process prepares it, with our own schema (PrepareAsync).
            PrepareSchemaIfNecessary = false,

            // A job starts when it is made, not when somebody looks next. Both sides must say so: the one that makes a job sends the word.
            EnableLongPolling = true,

            // The net under long polling, within a quarter of an offer.
            QueuePollInterval = TimeSpan.FromSeconds(3),

            // By default a job that takes longer than half an hour is started again beside itself, and again.
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = TimeSpan.FromMinutes(2),

            // A killed worker leaves lock rows behind; each holds a thread of the pool for this long.
            DistributedLockTimeout = TimeSpan.FromSeconds(10),
        };
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

    private static string ConnectionString(string connection) =>
        new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = MostConnections, ApplicationName = "picie hangfire" }.ConnectionString;
}
