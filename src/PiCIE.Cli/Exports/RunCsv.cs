using System.Globalization;
using System.Text.Json;
using PiCIE.Cli.Results;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Filters;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;

namespace PiCIE.Cli.Exports;

/// <summary>Writes runs as comma-separated values (RFC 4180): a row a run, a column a setting and a figure. What a run does not have is empty.</summary>
/// <param name="splits">The splits and their classes that get columns.</param>
internal sealed class RunCsv(IReadOnlyList<SplitClasses> splits)
{
    private static readonly string[] First =
        ["id", "experiment", "name", "status", "configId", "created", "ended", "seconds", "worker", "device", "supersededBy", "person", "data", "archived", "tags", "notes"];

    /// <summary>The row of headings.</summary>
    public string Headings => Line(
        [.. First, .. KnownSettings.Keys.Select(key => $"settings.{key}"), .. splits.SelectMany(Columns)]);

    /// <summary>Returns the row of a run.</summary>
    /// <param name="run">The run, with its settings.</param>
    public string Row(RunListRow run) => Line(
    [
        $"{run.Id}", run.Experiment.Name, run.Name, run.SupersededBy is null ? run.Status.Word() : Superseding.Status, run.ConfigId, Time(run.Created), Time(run.Ended), Number(run.Seconds), run.Worker, run.Device,
        run.SupersededBy?.ToString(), run.Person, run.Data, run.Archived switch { true => "true", false => "false", null => null }, Texts(run.Tags, ","), Texts(run.Notes, "\n"),
        .. KnownSettings.Keys.Select(key => Setting(run.Settings, key)),
        .. splits.SelectMany(split => Figures(split, run.Metrics.GetValueOrDefault(split.Split))),
    ]);

    private static IEnumerable<string> Columns(SplitClasses split) =>
        new[] { "accuracy", "meanIoU", "accuracyStd", "meanIoUStd", "repeats" }.Concat(split.Classes.Select(@class => $"classes.{@class}.iou")).Select(figure => $"metrics.{split.Split}.{figure}");

    private static IEnumerable<string?> Figures(SplitClasses split, HeadlineMetrics? figures) =>
    [
        Number(figures?.Accuracy), Number(figures?.MeanIoU), Number(figures?.AccuracyStd), Number(figures?.MeanIoUStd), figures?.Repeats?.ToString(CultureInfo.InvariantCulture),
        .. split.Classes.Select(@class => Number(figures?.Classes?.GetValueOrDefault(@class)?.Iou)),
    ];

    private static string? Texts(IReadOnlyList<string>? texts, string between) => texts is null ? null : string.Join(between, texts);

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
