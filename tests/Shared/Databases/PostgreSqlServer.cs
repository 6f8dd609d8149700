using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Migrating;

namespace PiCIE.Tests.Databases;

/// <summary>
/// A PostgreSQL server of this test program alone, in a folder of its own and reached by a socket there. It is started by the first test that wants
/// one, and ends with the program, also when that is killed.
/// </summary>
internal sealed class PostgreSqlServer
{
    private const string Template = "picie_template";

    /// <summary>Durability is what a test of the product's own writes does not need, and what takes most of its time.</summary>
    private const string Settings =
        "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 -c autovacuum=off";

    private static readonly Lazy<Task<PostgreSqlServer>> Started = new(StartAsync);
    private readonly string _folder;
    private readonly SemaphoreSlim _one = new(1, 1);
    private int _databases;

    private PostgreSqlServer(string folder) => _folder = folder;

    /// <summary>Why there is none; null where there is one.</summary>
    public static string? Missing { get; } =
        Binaries is null ? "PostgreSQL's programs (initdb, postgres) are not installed: apt-get install postgresql" : null;

    private static string? Binaries => new[] { Environment.GetEnvironmentVariable("PICIE_POSTGRESQL") }
        .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")) : [])
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
        .FirstOrDefault(folder => folder is { Length: > 0 } && File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));

    /// <summary>Makes a database of the newest schema without a row.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> NewDatabaseAsync() => await (await Started.Value).MakeAsync(Template);

    /// <summary>Makes a database without a table.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> NewEmptyDatabaseAsync() => await (await Started.Value).MakeAsync("template1");

    /// <summary>Removes a database and closes what is open on it.</summary>
    public static async Task RemoveAsync(string connection)
    {
        PostgreSqlServer server = await Started.Value;
        await server.ExecuteAsync($"drop database if exists {new NpgsqlConnectionStringBuilder(connection).Database} with (force)");
    }

    private async Task<string> MakeAsync(string template)
    {
        string name = $"test_{Interlocked.Increment(ref _databases)}";
        await _one.WaitAsync();
        try
        {
            await ExecuteAsync($"create database {name} template {template}");
        }
        finally
        {
            _one.Release();
        }

        return ConnectionTo(name);
    }

    private string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder { Host = _folder, Username = "picie", Database = database, Timeout = 60 }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using NpgsqlConnection connection = new(ConnectionTo("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgreSqlServer> StartAsync()
    {
        string binaries = Binaries ?? throw new InvalidOperationException(Missing);
        string folder = Directory.CreateTempSubdirectory("picie-pg-").FullName;
        bool root = Environment.IsPrivilegedProcess;
        if (root)
        {
            // PostgreSQL refuses to run as root.
            Run("chown", "postgres", folder);
        }

        // The shell waits for the end of its input, which comes when this program ends in whatever way.
        string script =
            $"cd '{folder}' && '{binaries}/initdb' -D data -U picie -A trust -E UTF8 --locale=C.UTF-8 --no-sync > log 2>&1 "
            + $"&& {{ '{binaries}/postgres' -D data -k '{folder}' {Settings} >> log 2>&1 & p=$!; cat > /dev/null; kill -QUIT $p; wait $p; cd / && rm -rf '{folder}'; }}";
        Process shell = Process.Start(new ProcessStartInfo(root ? "runuser" : "sh", root ? ["-u", "postgres", "--", "sh", "-c", script] : ["-c", script])
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            shell.StandardInput.Close();
            shell.WaitForExit(TimeSpan.FromSeconds(10));
        };
        PostgreSqlServer server = new(folder);
        await server.WaitAsync(shell);
        await server.ExecuteAsync($"create database {Template}");
        await using (PicieContext context = new(PostgreSqlDatabase.Options(server.ConnectionTo(Template) + ";Pooling=false")))
        {
            await DatabaseMigration.RunOnServerAsync(context, () => Task.CompletedTask, CancellationToken.None);
        }

        return server;
    }

    private async Task WaitAsync(Process shell)
    {
        for (DateTime end = DateTime.UtcNow.AddMinutes(1); ; await Task.Delay(50))
        {
            try
            {
                await ExecuteAsync("select 1");
                return;
            }
            catch (NpgsqlException) when (DateTime.UtcNow < end && !shell.HasExited)
            {
            }
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
    }
}
