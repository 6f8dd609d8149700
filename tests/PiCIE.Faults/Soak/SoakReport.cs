using System.Globalization;
using System.Text;
using PiCIE.Faults.Ledgers;

namespace PiCIE.Faults.Soak;

/// <summary>What a soak came to.</summary>
/// <param name="Verdict">The comparison of ledger and database at the end.</param>
/// <param name="Time">Time for which runs were submitted.</param>
/// <param name="Faults">Number of faults by name.</param>
/// <param name="Unacknowledged">Number of submits that ended with an error.</param>
/// <param name="LongestRecovery">Longest time from a fault to the next commit while something was to be done.</param>
/// <param name="DeadWorkers">Workers that ended although nobody asked them to, in words.</param>
internal sealed record SoakReport(
    Verdict Verdict, TimeSpan Time, IReadOnlyDictionary<string, int> Faults, int Unacknowledged, (string Fault, TimeSpan Time) LongestRecovery, IReadOnlyList<string> DeadWorkers)
{
    /// <summary>The report as a table.</summary>
    public string Table
    {
        get
        {
            StringBuilder table = new();
            Row("time", string.Create(CultureInfo.InvariantCulture, $"{Time.TotalMinutes:0.0} min"));
            Row("faults", $"{Faults.Values.Sum()}: {Joined(Faults)}");
            Row("runs submitted", $"{Verdict.Submitted}");
            Row("submits refused", $"{Unacknowledged}");
            Row("runs finished", $"{Verdict.Finished}");
            Row("attempts failed", Verdict.FailedByKind.Count == 0 ? "0" : Joined(Verdict.FailedByKind));
            Row("lost", $"{Verdict.Lost.Count}");
            Row("twice", $"{Verdict.Twice.Count}");
            Row("stale refused", $"{Verdict.Refused}");
            Row("stuck", $"{Verdict.Stuck.Count}");
            Row("broken", $"{Verdict.Broken.Count}");
            Row("workers died", $"{DeadWorkers.Count}");
            Row("recovery", string.Create(CultureInfo.InvariantCulture, $"{LongestRecovery.Time.TotalSeconds:0.0} s at most, after {LongestRecovery.Fault}"));
            foreach (string complaint in Verdict.Complaints.Concat(DeadWorkers).Take(40))
            {
                table.AppendLine(complaint);
            }

            return table.ToString();

            void Row(string name, string value) => table.AppendLine($"{name,-16} {value}");
        }
    }

    private static string Joined(IReadOnlyDictionary<string, int> counts) =>
        string.Join(", ", counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}"));
}
