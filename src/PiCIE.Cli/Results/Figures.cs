using System.Globalization;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Results;

/// <summary>Writes figures for people: percent with two decimals, a dash where there is none.</summary>
internal static class Figures
{
    private const string None = "–";
    private const double BytesOfMegabyte = 1e6;

    /// <summary>Writes a percentage with two decimals.</summary>
    /// <param name="percent">The value in percent, or null.</param>
    public static string Percent(double? percent) => percent?.ToString("0.00", CultureInfo.InvariantCulture) ?? None;

    /// <summary>Writes a percentage with its deviation where several values stand behind it.</summary>
    /// <param name="mean">Mean in percent.</param>
    /// <param name="deviation">Sample deviation in percent.</param>
    /// <param name="count">Number of values.</param>
    public static string Percent(double mean, double deviation, int count) =>
        count > 1 ? $"{Percent(mean)} ± {Percent(deviation)}" : Percent(mean);

    /// <summary>Writes accuracy and mean IoU of a split, for two cells of a table.</summary>
    /// <param name="metrics">The figures, or null.</param>
    public static string[] Of(SplitMetrics? metrics) => metrics is null
        ? [None, None]
        : [Percent(metrics.Accuracy, metrics.AccuracyStd, metrics.Repeats.Count), Percent(metrics.MeanIoU, metrics.MeanIoUStd, metrics.Repeats.Count)];

    /// <summary>Writes a difference in percentage points, with its sign.</summary>
    /// <param name="points">The difference.</param>
    public static string Points(double points) => points.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    /// <summary>Writes a loss, NaN and infinity too.</summary>
    /// <param name="value">The value, or null.</param>
    public static string Loss(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? None;

    /// <summary>Writes a duration in seconds.</summary>
    /// <param name="seconds">The value, or null.</param>
    public static string Seconds(double? seconds) => seconds is { } value ? Progress.ProgressWords.Duration(TimeSpan.FromSeconds(value)) : None;

    /// <summary>Writes an amount of memory.</summary>
    /// <param name="bytes">The value in bytes.</param>
    public static string Memory(long bytes) => bytes > 0 && bytes < BytesOfMegabyte / 2 ? "under 1 MB" : string.Create(CultureInfo.InvariantCulture, $"{bytes / BytesOfMegabyte:0} MB");

    /// <summary>Writes a time as the person's clock shows it; a dash where there is none.</summary>
    /// <param name="time">The time, or null.</param>
    public static string Time(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? None;

    /// <summary>Returns the splits with figures in any of the runs, in the order in which they come.</summary>
    /// <param name="runs">The runs.</param>
    public static IReadOnlyList<string> Splits(IEnumerable<RunDocument> runs) => [.. runs.SelectMany(run => run.Metrics.Keys).Distinct(StringComparer.Ordinal)];
}
