using Npgsql;

namespace PiCIE.Faults.Processes;

/// <summary>Idle connections of others, up to the last one that the server has.</summary>
/// <param name="connection">Connection string of a database of the server.</param>
internal sealed class OthersConnections(string connection) : IAsyncDisposable
{
    private readonly string _connection = new NpgsqlConnectionStringBuilder(connection) { Database = "postgres", Pooling = false }.ConnectionString;
    private readonly List<NpgsqlConnection> _taken = [];

    /// <summary>Number of connections that are taken.</summary>
    public int Count => _taken.Count;

    /// <summary>Takes connections until the server refuses one.</summary>
    public async Task TakeAllAsync()
    {
        while (true)
        {
            NpgsqlConnection taken = new(_connection);
            try
            {
                await taken.OpenAsync();
                _taken.Add(taken);
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                await taken.DisposeAsync();
                return;
            }
        }
    }

    /// <summary>Cuts every connection of a database, on one that is taken already.</summary>
    /// <param name="database">Connection string of the database.</param>
    public async Task CutAsync(string database)
    {
        await using NpgsqlCommand command = new("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", _taken[0]);
        command.Parameters.AddWithValue(new NpgsqlConnectionStringBuilder(database).Database!);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Gives all of them back.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (NpgsqlConnection taken in _taken)
        {
            await taken.DisposeAsync();
        }

        _taken.Clear();
    }
}
