using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace PiCIE.Storage;

/// <summary>
/// The embedded database: one SQLite file in write-ahead mode. Transactions are immediate (EF Core begins them so), which keeps two
/// processes from failing each other half-way; who finds it locked waits.
/// </summary>
public static class PicieDatabase
{
    /// <summary>Name of the assembly that holds the migrations.</summary>
    public const string MigrationsAssembly = "PiCIE.Migrations.Sqlite";

    private const int BusySeconds = 30;

    /// <summary>Options of a context on a file.</summary>
    /// <param name="file">Path of the database.</param>
    public static DbContextOptions<PicieContext> Options(string file)
    {
        DbContextOptionsBuilder<PicieContext> builder = new();
        Configure(builder, file);
        return builder.Options;
    }

    /// <summary>Sets a context on a file.</summary>
    /// <param name="builder">Options of the context.</param>
    /// <param name="file">Path of the database.</param>
    public static void Configure(DbContextOptionsBuilder builder, string file)
    {
        SqliteConnectionStringBuilder connection = new()
        {
            DataSource = file,
            ForeignKeys = true,
            DefaultTimeout = BusySeconds,
        };
        builder
            .UseSqlite(connection.ConnectionString, sqlite => sqlite.MigrationsAssembly(MigrationsAssembly))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(BusyTimeout.Instance);
    }
}
