using Microsoft.Data.Sqlite;
using PiCIE.Storage.Databases;

namespace PiCIE.Storage.Migrating;

/// <summary>Tells without an EF Core model whether a database has the newest schema, so that a list can be read at once.</summary>
public static class NewestSchema
{
    /// <summary>Id of the newest migration; a test holds it equal to the migrations that there are.</summary>
    public const string Migration = "20261201160824_Initial";

    /// <summary>Returns whether the file is there and its newest migration is this program's; false also where that cannot be read.</summary>
    /// <param name="file">The database.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task<bool> IsInAsync(string file, CancellationToken cancel)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        try
        {
            await using SqliteConnection connection = await SqliteDatabase.OpenToReadAsync(file, cancel);
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "select max(migration_id) from \"__EFMigrationsHistory\"";
            return await command.ExecuteScalarAsync(cancel) as string == Migration;
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
