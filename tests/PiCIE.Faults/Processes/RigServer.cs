using System.Diagnostics;
using Npgsql;

namespace PiCIE.Faults.Processes;

/// <summary>
/// A PostgreSQL server of the rig's own, reached by a socket in its folder. It can be stopped as by <c>pg_ctl stop -m immediate</c> and started again, and
/// ends with the rig in whatever way that ends.
/// </summary>
internal sealed class RigServer : IAsyncDisposable
{
    /// <summary>What was confirmed must survive a crash of the server, so commits wait for the log to be written; the disk itself is trusted.</summary>
    private const string Settings = "-c listen_addresses= -c fsync=off -c max_connections=300 -c autovacuum=off";

    private readonly string _folder;
    private readonly Process _shell;
    private readonly HashSet<string> _onDisks = [];
    private int _databases;

    private RigServer(string folder, Process shell)
    {
        _folder = folder;
        _shell = shell;
    }

    /// <summary>Why there is none on this machine; null where there is one.</summary>
    public static string? Missing { get; } =
        Binaries is null ? "PostgreSQL's programs (initdb, postgres) are not installed: apt-get install postgresql" : null;

    private static string? Binaries => new[] { Environment.GetEnvironmentVariable("PICIE_POSTGRESQL") }
        .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")) : [])
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
        .FirstOrDefault(folder => folder is { Length: > 0 } && File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));

    /// <summary>Makes a server and starts it.</summary>
    public static async Task<RigServer> StartAsync()
    {
        string binaries = Binaries ?? throw new InvalidOperationException(Missing);
        string folder = Directory.CreateTempSubdirectory("picie-faults-pg-").FullName;
        bool root = Environment.IsPrivilegedProcess;
        if (root)
        {
            // PostgreSQL refuses to run as root.
            using Process owner = Process.Start("chown", ["postgres", folder]);
            await owner.WaitForExitAsync();
        }

        string script = $$"""
            cd '{{folder}}' && '{{binaries}}/initdb' -D data -U picie -A trust -E UTF8 --locale=C.UTF-8 --no-sync > log 2>&1 || exit 1
            begin() { '{{binaries}}/postgres' -D data -k '{{folder}}' {{Settings}} >> log 2>&1 & server=$!; }
            end() { kill -QUIT $server; wait $server; }
            begin
            while read -r word; do
                case $word in
                    end) end; echo ended ;;
                    begin) begin; echo began ;;
                esac
            done
            end
            cd / && rm -rf '{{folder}}'
            """;
        Process shell = Process.Start(new ProcessStartInfo(root ? "runuser" : "sh", root ? ["-u", "postgres", "--", "sh", "-c", script] : ["-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        RigServer server = new(folder, shell);
        await server.UntilAnswersAsync();
        return server;
    }

    /// <summary>Makes an empty database.</summary>
    /// <param name="disk">Disk that takes its tables; null for that of the server. The log of the server stays where it is.</param>
    /// <returns>Its connection string.</returns>
    public async Task<string> NewDatabaseAsync(RigDisk? disk = null)
    {
        string name = $"faults_{Interlocked.Increment(ref _databases)}";
        if (disk is not null)
        {
            await ExecuteAsync($"create tablespace {name} location '{disk.Database}'");
            _onDisks.Add(name);
        }

        await ExecuteAsync($"create database {name}{(disk is null ? "" : $" tablespace {name}")}");
        return ConnectionTo(name);
    }

    /// <summary>Removes a database, whoever is connected to it.</summary>
    /// <param name="connection">Its connection string.</param>
    public async Task RemoveAsync(string connection)
    {
        string name = new NpgsqlConnectionStringBuilder(connection).Database!;
        await ExecuteAsync($"drop database if exists {name} with (force)");
        if (_onDisks.Remove(name))
        {
            // A server that recovers from a crash reads its log since the last checkpoint again, and with it the place of the disk, which goes now.
            await ExecuteAsync($"drop tablespace {name}");
            await ExecuteAsync("checkpoint");
        }
    }

    /// <summary>Stops the server as a crash does: no connection is told, no transaction ends.</summary>
    public Task CrashAsync() => TellAsync("end", "ended");

    /// <summary>Starts the server again and waits until it answers.</summary>
    public async Task RecoverAsync()
    {
        await TellAsync("begin", "began");
        await UntilAnswersAsync();
    }

    /// <summary>Cuts one connection of a database, whichever the server names first, as <c>pg_terminate_backend</c> does.</summary>
    /// <param name="connection">Connection string of the database.</param>
    /// <param name="all">Whether all of them are cut.</param>
    /// <returns>Number of connections that were cut.</returns>
    public async Task<int> CutAsync(string connection, bool all = false)
    {
        await using NpgsqlConnection open = await OpenAsync();
        await using NpgsqlCommand command = new(
            """
            select count(pg_terminate_backend(pid)) from (
                select pid from pg_stat_activity where datname = $1 and pid <> pg_backend_pid() order by random() limit $2) cut
            """,
            open);
        command.Parameters.AddWithValue(new NpgsqlConnectionStringBuilder(connection).Database!);
        command.Parameters.AddWithValue(all ? 1000 : 1);
        return (int)(long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        _shell.Dispose();
    }

    private async Task TellAsync(string word, string answer)
    {
        await _shell.StandardInput.WriteLineAsync(word);
        await _shell.StandardInput.FlushAsync();
        string? heard = await _shell.StandardOutput.ReadLineAsync();
        if (heard != answer)
        {
            throw new InvalidOperationException($"the shell of the server said '{heard}' to '{word}'");
        }
    }

    private async Task UntilAnswersAsync()
    {
        for (DateTime end = DateTime.UtcNow.AddMinutes(1); ; await Task.Delay(50))
        {
            try
            {
                await ExecuteAsync("select 1");
                return;
            }
            catch (NpgsqlException) when (DateTime.UtcNow < end && !_shell.HasExited)
            {
            }
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using NpgsqlConnection open = await OpenAsync();
        await using NpgsqlCommand command = new(sql, open);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        NpgsqlConnection connection = new(ConnectionTo("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder { Host = _folder, Username = "picie", Database = database, Timeout = 60 }.ConnectionString;
}
