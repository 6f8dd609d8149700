using Microsoft.EntityFrameworkCore.Design;
using PiCIE.Storage;
using PiCIE.Storage.Databases;

namespace PiCIE.Migrations.Sqlite;

/// <summary>Gives dotnet-ef a context; no database is opened.</summary>
internal sealed class PicieContextFactory : IDesignTimeDbContextFactory<PicieContext>
{
    public PicieContext CreateDbContext(string[] args) => new(SqliteDatabase.Options("design.db"));
}
