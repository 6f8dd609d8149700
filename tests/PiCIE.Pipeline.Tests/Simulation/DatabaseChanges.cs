using Microsoft.Data.Sqlite;

namespace PiCIE.Pipeline.Tests.Simulation;

/// <summary>Tells whether anybody has written to a SQLite database since the last look. It looks through a connection of its own, which never writes.</summary>
internal sealed class DatabaseChanges : IAsyncDisposable
{
    private SqliteConnection? _connection;
    private long? _seen;

    /// <summary>Returns whether the database was written to since the last call; true for the first one.</summary>
    /// <param name="file">The database.</param>
    public async Task<bool> AnyAsync(string file)
    {
        if (_connection is null)
        {
            _connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            await _connection.OpenAsync();
        }

        await using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "pragma data_version";
        long version = (long)(await command.ExecuteScalarAsync())!;
        bool changed = version != _seen;
        _seen = version;
        return changed;
    }

    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;
}
