using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Migrating;

namespace PiCIE.Pipeline.Upkeep;

/// <summary>Brings the database to the newest schema and says what that took. Every command does the same before it writes; this one does nothing else.</summary>
public sealed record MigrateDatabase : IRequest<MigratedDatabase>;

/// <summary>The migrations that brought a database to the newest schema.</summary>
/// <param name="Database">Name of the database.</param>
/// <param name="Created">Whether it had no tables before.</param>
/// <param name="Applied">The migrations that were applied now; none where it had the newest schema.</param>
/// <param name="Schema">The newest migration, which it has now.</param>
public sealed record MigratedDatabase(string Database, bool Created, IReadOnlyList<string> Applied, string Schema);

internal sealed class MigrateDatabaseHandler(PicieHome home, OpenDatabase database) : IRequestHandler<MigrateDatabase, MigratedDatabase>
{
    public async Task<MigratedDatabase> Handle(MigrateDatabase request, CancellationToken cancel)
    {
        IReadOnlyList<string> before = await BeforeAsync(cancel);
        await using PicieContext context = await database.OpenAsync(cancel);
        IReadOnlyList<string> after = await DatabaseMigration.AppliedAsync(context, cancel);
        return new MigratedDatabase(home.DatabaseName, before.Count == 0, [.. after.Except(before, StringComparer.Ordinal)], after[^1]);
    }

    private async Task<IReadOnlyList<string>> BeforeAsync(CancellationToken cancel)
    {
        if (home.Server is null && !File.Exists(home.Database))
        {
            return [];
        }

        DbContextOptions<PicieContext> options = home.Server is { } server
            ? PostgreSqlDatabase.ReadingOptions(server)
            : SqliteDatabase.ReadingOptions(await SqliteDatabase.OpenToReadAsync(home.Database, cancel));
        await using PicieContext context = new(options);
        return await DatabaseMigration.AppliedAsync(context, cancel);
    }
}
