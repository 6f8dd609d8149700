using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PiCIE.Storage.Tests.Runs;

/// <summary>Counts the statements of a reader and what they read, and keeps their plans. On SQLite what is read is counted in steps of its machine, on PostgreSQL in rows of scans.</summary>
internal sealed partial class AskedStatements
{
    private readonly List<string> _plans = [];

    public int Count => _plans.Count;

    public long Read { get; private set; }

    public IReadOnlyList<string> Plans => _plans;

    public void Ask(DbCommand command)
    {
        _plans.Add(string.Join('\n', PlanOf(command)));
        if (command.Connection is SqliteConnection file)
        {
            raw.sqlite3_progress_handler(file.Handle, 1, Step, null);
            return;
        }

        foreach (Match scan in Scanned().Matches(_plans[^1]))
        {
            long loops = Number(scan, "loops");
            Read += loops * (Number(scan, "rows") + Number(scan, "removed"));
        }
    }

    private static List<string> PlanOf(DbCommand command)
    {
        using DbCommand explain = command.Connection!.CreateCommand();
        bool isFile = command.Connection is SqliteConnection;
        explain.CommandText = $"{(isFile ? "explain query plan" : "explain (analyze, timing off, summary off, costs off)")} {command.CommandText}";
        foreach (DbParameter given in command.Parameters)
        {
            DbParameter parameter = explain.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (given.ParameterName, given.Value);
            explain.Parameters.Add(parameter);
        }

        using DbDataReader rows = explain.ExecuteReader();
        List<string> lines = [];
        while (rows.Read())
        {
            lines.Add(rows.GetString(isFile ? 3 : 0));
        }

        return lines;
    }

    private static long Number(Match match, string name) => match.Groups[name] is { Success: true } found ? long.Parse(found.Value, CultureInfo.InvariantCulture) : 0;

    private int Step(object user)
    {
        Read++;
        return 0;
    }

    [GeneratedRegex(@"Scan[^\n]*\(actual rows=(?<rows>\d+)(?:\.\d+)? loops=(?<loops>\d+)\)(?:(?!->)[\s\S])*?(?:Rows Removed by Filter: (?<removed>\d+)|(?=->)|\z)")]
    private static partial Regex Scanned();
}
