using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Migrating;

namespace PiCIE.Tests.Databases;

/// <summary>A database of the newest schema without a row, migrated once for all tests: migrating takes longer than most of them.</summary>
internal static class EmptyDatabase
{
    private static readonly Lazy<Task<byte[]>> Empty = new(MakeAsync);

    /// <summary>Puts it where a database is asked for, unless one is there.</summary>
    /// <param name="file">Path of the database; its folder is made.</param>
    public static async Task PlaceAsync(string file)
    {
        if (!File.Exists(file))
        {
            byte[] empty = await Empty.Value;
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            string draft = $"{file}.{Guid.NewGuid():N}";
            await File.WriteAllBytesAsync(draft, empty);
            try
            {
                File.Move(draft, file, overwrite: false);
            }
            catch (IOException)
            {
                // Several want one database at once: the first one's is everybody's.
                File.Delete(draft);
            }
        }
    }

    private static async Task<byte[]> MakeAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("picie-empty-");
        string file = Path.Combine(folder.FullName, "picie.db");
        await using (PicieContext context = new(SqliteDatabase.Options(file)))
        {
            await DatabaseMigration.RunAsync(context, Path.Combine(folder.FullName, "migrate.lock"), CancellationToken.None);
            await context.Database.ExecuteSqlRawAsync("pragma wal_checkpoint(truncate)");
            SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
        }

        byte[] bytes = await File.ReadAllBytesAsync(file);
        folder.Delete(recursive: true);
        return bytes;
    }
}
