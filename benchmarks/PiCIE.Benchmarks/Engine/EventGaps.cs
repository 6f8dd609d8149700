using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PiCIE.Benchmarks.Engine;

/// <summary>The time between the commit of a stage and the start that follows it, read from the events.</summary>
internal static class EventGaps
{
    /// <summary>The gaps in milliseconds.</summary>
    public static IReadOnlyList<double> Read(string database)
    {
        using SqliteConnection connection = new($"Data Source={database};Mode=ReadOnly");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "select type, at from events where type in ('stage-committed', 'attempt-started') order by seq";
        using SqliteDataReader rows = command.ExecuteReader();
        List<double> gaps = [];
        DateTimeOffset? committed = null;
        while (rows.Read())
        {
            DateTimeOffset at = DateTimeOffset.Parse(rows.GetString(1), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            if (rows.GetString(0) == "stage-committed")
            {
                committed = at;
            }
            else if (committed is { } before)
            {
                gaps.Add((at - before).TotalMilliseconds);
                committed = null;
            }
        }

        return gaps;
    }
}
