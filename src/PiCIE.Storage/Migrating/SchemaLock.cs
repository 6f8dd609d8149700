using Npgsql;
using PiCIE.Storage.Databases;

namespace PiCIE.Storage.Migrating;

/// <summary>Takes the lock under which one process brings a database to the newest schema. It ends with its process, however that ends.</summary>
internal static class SchemaLock
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the lock on a file.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="cancel">Ends the wait.</param>
    public static async Task<IAsyncDisposable> OnFileAsync(string file, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                await Task.Delay(Poll, cancel);
            }
        }
    }

    /// <summary>Waits for the lock in a PostgreSQL database, on a connection of its own that is closed with it.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="cancel">Ends the wait.</param>
    public static async Task<IAsyncDisposable> OnServerAsync(string connectionString, CancellationToken cancel)
    {
        NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            while (!await TryAsync(connection, cancel))
            {
                await Task.Delay(Poll, cancel);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tries and does not wait inside the server, where a wait would end with the timeout of a statement.</summary>
    private static async Task<bool> TryAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using NpgsqlCommand command = new("select pg_try_advisory_lock($1)", connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = (long)ExclusiveWork.Migration } } };
        return await command.ExecuteScalarAsync(cancel) is true;
    }
}
