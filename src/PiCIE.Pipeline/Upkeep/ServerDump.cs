using System.ComponentModel;
using System.Diagnostics;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.Upkeep;

/// <summary>Copies the database of a team with PostgreSQL's own <c>pg_dump</c>, which sees it at one moment while others work.</summary>
internal static class ServerDump
{
    /// <summary>Writes the copy in the format of <c>pg_restore</c>.</summary>
    /// <param name="home">The home, whose database it is.</param>
    /// <param name="connection">Connection string.</param>
    /// <param name="program">Path of <c>pg_dump</c>, or null.</param>
    /// <param name="file">Path of the copy.</param>
    /// <param name="cancel">Ends the program; what it has written so far stays.</param>
    /// <exception cref="PicieException">The program is missing, or says that it cannot.</exception>
    public static async Task MakeAsync(PicieHome home, string connection, string? program, string file, CancellationToken cancel)
    {
        if (program is null)
        {
            throw new PicieException(
                "no-pg-dump", $"{home.DatabaseName} is copied by PostgreSQL's program pg_dump, and it is on no folder of PATH.", "PATH",
                $"Install PostgreSQL's client programs, or run on the server: {CommandOf(connection)}", ProblemKind.Environment);
        }

        ProcessStartInfo start = new(program, ["--format=custom", "--no-password", $"--file={file}"]) { RedirectStandardError = true, UseShellExecute = false };
        foreach ((string name, string value) in PostgreSqlDatabase.ProgramVariables(connection))
        {
            start.Environment[name] = value;
        }

        (int status, string said) = await RunAsync(start, cancel);
        if (status != 0)
        {
            throw new PicieException(
                "dump-failed", $"pg_dump could not copy {home.DatabaseName}: {said}", home.DatabaseName,
                "Take the pg_dump of the server's version or a newer one, and a user that may read every table.", ProblemKind.Environment);
        }
    }

    /// <summary>Returns the command that a person can give; the program asks for the password by itself.</summary>
    private static string CommandOf(string connection)
    {
        IReadOnlyDictionary<string, string> given = PostgreSqlDatabase.ProgramVariables(connection);
        string user = given.TryGetValue("PGUSER", out string? name) ? $" --username={name}" : "";
        return $"pg_dump --format=custom --host={given["PGHOST"]} --port={given["PGPORT"]}{user} --dbname={given.GetValueOrDefault("PGDATABASE")} --file=FILE";
    }

    private static async Task<(int Status, string Said)> RunAsync(ProcessStartInfo start, CancellationToken cancel)
    {
        using Process process = new() { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            return (-1, exception.Message);
        }

        using CancellationTokenRegistration end = cancel.Register(() => process.Kill(entireProcessTree: true));
        string said = await process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancel.ThrowIfCancellationRequested();
        return (process.ExitCode, string.Join(' ', said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
    }
}
