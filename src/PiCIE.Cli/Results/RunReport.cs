using System.Globalization;
using System.Text.Json;
using PiCIE.Cli.Terminals;
using PiCIE.Pipeline.Documents;
using Spectre.Console;

namespace PiCIE.Cli.Results;

/// <summary>All of one run for people.</summary>
internal static class RunReport
{
    /// <summary>Writes it.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="document">A document with that one run.</param>
    public static void Write(Terminal terminal, ExperimentDocument document)
    {
        RunDocument run = document.Runs[0];
        string experiment = document.Experiment?.Name ?? run.Experiment?.Name ?? "";
        terminal.Say($"run {run.Name} of {experiment}: {run.Status}");
        terminal.Say($"id {run.Id} · config {run.ConfigId} · seeds: train {run.Seeds.Train}, cluster {run.Seeds.Cluster} · labels used: {run.LabelsUsed}");
        terminal.Say($"protocol: {string.Join(", ", Pairs(run.Protocol))}");
        WriteStages(terminal, run);
        ExperimentReport.WriteFailures(terminal, [run]);
        WriteCurve(terminal, run);
        WriteFigures(terminal, run);
        foreach ((string name, string path) in run.Artifacts)
        {
            terminal.Say($"{name}: {path}");
        }
    }

    private static void WriteStages(Terminal terminal, RunDocument run)
    {
        Table table = Tables.Of("stage", "key", "status", ">attempts", ">time", "");
        foreach (StageDocument stage in run.Stages)
        {
            table.Row(stage.Split is { } split ? $"{stage.Kind} {split}" : stage.Kind, stage.Key[..Math.Min(12, stage.Key.Length)], stage.Status, stage.Attempts.ToString(CultureInfo.InvariantCulture), Figures.Seconds(stage.Seconds), stage.Reused ? "reused" : "");
        }

        terminal.Draw(table);
    }

    private static void WriteCurve(Terminal terminal, RunDocument run)
    {
        if (run.Curve.Count == 0)
        {
            return;
        }

        string[] splits = [.. run.Curve.SelectMany(point => point.Metrics?.Keys ?? []).Distinct(StringComparer.Ordinal)];
        Table table = Tables.Of(
            [">epoch (from 0)", ">loss", ">within", ">cross", ">k-means 1", ">k-means 2", ">time", .. splits.SelectMany(split => new[] { $">{split} accuracy", $">{split} mean IoU" })]);
        foreach (CurvePoint point in run.Curve)
        {
            string[] losses = [.. new[] { point.Loss, point.Within, point.Cross, point.KmeansLoss1, point.KmeansLoss2 }.Select(Figures.Loss)];
            table.Row([
                point.Epoch.ToString(CultureInfo.InvariantCulture), .. losses, Figures.Seconds(point.Seconds),
                .. splits.SelectMany(split => Figures.Of(point.Metrics?.GetValueOrDefault(split)))]);
        }

        terminal.Draw(table);
    }

    private static void WriteFigures(Terminal terminal, RunDocument run)
    {
        foreach ((string split, SplitMetrics metrics) in run.Metrics)
        {
            string over = metrics.Repeats.Count > 1 ? $", mean over {Repeats(run, metrics.Repeats.Count)}" : "";
            string[] figures = Figures.Of(metrics);
            terminal.Say($"{split}: accuracy {figures[0]}, mean IoU {figures[1]} (percent{over})");
            PerClassTable.Write(terminal, split, [("", metrics)]);
        }
    }

    /// <summary>What the repeats are: fresh clusterings, or the training's own centroids, one set a view.</summary>
    private static string Repeats(RunDocument run, int count) =>
        run.Protocol.TryGetProperty("centroids", out JsonElement centroids) && centroids.GetString() == "trained"
            ? $"the centroids of {count} views"
            : $"{count} repeats of the clustering";

    private static IEnumerable<string> Pairs(JsonElement protocol) => protocol.ValueKind == JsonValueKind.Object
        ? protocol.EnumerateObject().Select(property => $"{property.Name} {Shortened(property.Value)}")
        : [];

    private static string Shortened(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? string.Join(" and ", value.EnumerateArray())
        : value.ToString() is { Length: > 40 } hash ? hash[..12] : value.ToString();
}
