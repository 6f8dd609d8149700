using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace PiCIE.Storage.Databases;

/// <summary>
/// Opens the embedded database: one SQLite file in write-ahead mode. Transactions are immediate (EF Core begins them so), which keeps two
/// processes from failing each other half-way; whoever finds it locked waits.
/// </summary>
public static class SqliteDatabase
{
    /// <summary>Name of the assembly that holds the migrations.</summary>
    public const string MigrationsAssembly = "PiCIE.Migrations.Sqlite";

    private const int BusySeconds = 30;
    private const int ReadOnlyFolder = 8;
    private const int CannotOpen = 14;

    /// <summary>Returns the options of a context on a file.</summary>
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
            .UseSqlite(connection.ConnectionString, Set)
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(BusyTimeout.Instance);
    }

    /// <summary>
    /// Returns the options of a context that only reads. What is added to it stays in memory: saving writes nothing, so that a plan may
    /// fill in what a submit would store.
    /// </summary>
    /// <param name="connection">An open connection, which the context closes.</param>
    public static DbContextOptions<PicieContext> ReadingOptions(SqliteConnection connection)
    {
        DbContextOptionsBuilder<PicieContext> builder = new();
        builder
            .UseSqlite(connection, contextOwnsConnection: true, Set)
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(UnsavedChanges.Instance);
        return builder.Options;
    }

    /// <summary>Opens a file so that nothing can be written, also where its folder takes no further file (a read-only disk).</summary>
    /// <param name="file">Path of the database, which exists.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="SqliteException">The file is no database, or cannot be read.</exception>
    public static async Task<SqliteConnection> OpenToReadAsync(string file, CancellationToken cancel)
    {
        try
        {
            return await OpenConnectionAsync(Connection(file), cancel);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is ReadOnlyFolder or CannotOpen && !HasLog(file))
        {
            // Write-ahead mode wants to make a file beside the database. Where nobody can write, nobody changes it either. Where such a
            // file is left, the newest changes stand in it, and a reader that cannot see them must not pretend to.
            return await OpenConnectionAsync(Connection($"{new Uri(file).AbsoluteUri}?immutable=1"), cancel);
        }

        static string Connection(string source) => new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = SqliteOpenMode.ReadOnly,
            DefaultTimeout = BusySeconds,
            Pooling = false,
        }.ConnectionString;
    }

    /// <summary>A list is one parameter: with one for each entry a plan of a thousand runs binds ten thousand, and each length is a query of its own to translate.</summary>
    private static void Set(SqliteDbContextOptionsBuilder sqlite) =>
        sqlite.MigrationsAssembly(MigrationsAssembly).UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);

    private static bool HasLog(string file) => new FileInfo(file + "-wal") is { Exists: true, Length: > 0 };

    private static async Task<SqliteConnection> OpenConnectionAsync(string connectionString, CancellationToken cancel)
    {
        SqliteConnection connection = new(connectionString);
        try
        {
            await connection.OpenAsync(cancel);
            await using SqliteCommand look = connection.CreateCommand();
            look.CommandText = "select count(*) from sqlite_master";
            await look.ExecuteScalarAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
