using Microsoft.Data.Sqlite;

namespace PiCIE.Storage.Databases;

/// <summary>Copies an embedded database while others work on it.</summary>
public static class SqliteCopy
{
    /// <summary>
    /// Writes what is committed at one moment into a new file. It reads in one transaction, so that nobody waits for it and what others write meanwhile
    /// is not in the copy. The copy has no log beside it, is in write-ahead mode like every database of a home, and has been looked through.
    /// </summary>
    /// <param name="file">Path of the database, which exists.</param>
    /// <param name="copy">Path of the copy, which does not exist.</param>
    /// <param name="cancel">Cancels the call; what is written so far stays.</param>
    /// <exception cref="SqliteException">The database cannot be read, or the copy cannot be written.</exception>
    /// <exception cref="InvalidDataException">The database is damaged, and so is the copy. The message says where.</exception>
    public static async Task MakeAsync(string file, string copy, CancellationToken cancel)
    {
        await using (SqliteConnection source = await SqliteDatabase.OpenToReadAsync(file, cancel))
        {
            await using SqliteCommand command = source.CreateCommand();
            command.CommandTimeout = 0;
            command.CommandText = "vacuum into $copy";
            command.Parameters.AddWithValue("$copy", copy);
            await command.ExecuteNonQueryAsync(cancel);
        }

        await using SqliteConnection written = new(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ConnectionString);
        await written.OpenAsync(cancel);
        await ScalarAsync(written, "pragma journal_mode = wal", cancel);
        if (await ScalarAsync(written, "pragma integrity_check(1)", cancel) is { } verdict and not "ok")
        {
            throw new InvalidDataException(verdict);
        }
    }

    private static async Task<string?> ScalarAsync(SqliteConnection connection, string sql, CancellationToken cancel)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancel) as string;
    }
}
