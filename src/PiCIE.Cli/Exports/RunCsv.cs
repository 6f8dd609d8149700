using System.Globalization;
using System.Text.Json;
using PiCIE.Cli.Results;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Filters;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Exports;

/// <summary>Writes runs as comma-separated values (RFC 4180): a row a run, a column a setting and a figure. What a run does not have is empty.</summary>
/// <param name="splits">Names of the splits that get columns.</param>
internal sealed class RunCsv(IReadOnlyList<string> splits)
{
    private static readonly string[] First =
        ["id", "experiment", "name", "status", "configId", "created", "ended", "seconds", "worker", "device", "supersededBy"];

    /// <summary>The row of headings.</summary>
    public string Headings => Line(
        [.. First, .. KnownSettings.Keys.Select(key => $"settings.{key}"), .. splits.SelectMany(split => new[] { $"metrics.{split}.accuracy", $"metrics.{split}.meanIoU" })]);

    /// <summary>Returns the row of a run.</summary>
    /// <param name="run">The run, with its settings.</param>
    public string Row(RunListRow run) => Line(
    [
        $"{run.Id}", run.Experiment.Name, run.Name, run.SupersededBy is null ? run.Status.Word() : Superseding.Status, run.ConfigId, Time(run.Created), Time(run.Ended), Number(run.Seconds), run.Worker, run.Device,
        run.SupersededBy?.ToString(),
        .. KnownSettings.Keys.Select(key => Setting(run.Settings, key)),
        .. splits.SelectMany(split => run.Metrics.TryGetValue(split, out HeadlineMetrics? figures) ? new[] { Number(figures.Accuracy), Number(figures.MeanIoU) } : [null, null]),
    ]);

    private static string? Setting(JsonElement? settings, string key)
    {
        JsonElement? at = settings;
        foreach (string word in key.Split('.'))
        {
            at = at is { ValueKind: JsonValueKind.Object } node && node.TryGetProperty(word, out JsonElement value) ? value : null;
        }

        return at switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Array } list => string.Join(',', list.EnumerateArray()),
            { } other => other.GetRawText(),
            null => null,
        };
    }

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    private static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell));

    private static string Cell(string? text) => text is null ? string.Empty
        : text.AsSpan().ContainsAny(',', '"', '\n') || text.Contains('\r', StringComparison.Ordinal) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
