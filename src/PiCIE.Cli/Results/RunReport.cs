using System.Globalization;
using System.Text.Json;
using PiCIE.Cli.Terminals;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline.Documents;
using Spectre.Console;

namespace PiCIE.Cli.Results;

/// <summary>Writes one run for people, with everything that is known of it.</summary>
internal static class RunReport
{
    private const int ShownDigits = 12;

    /// <summary>Writes the report.</summary>
    /// <param name="terminal">Terminal that takes it.</param>
    /// <param name="document">A document with that one run.</param>
    public static void Write(Terminal terminal, ExperimentDocument document)
    {
        RunDocument run = document.Runs[0];
        terminal.Say($"run {document.Experiment.Name}/{run.Name}: {StatusWords.Of(run)}");
        if (run.SupersededBy is { } successor)
        {
            terminal.Say($"{Superseding.Mark(run)}: superseded by run {ShortIds.Of(successor)}, which has the photographs, labels and stages of now");
        }

        terminal.Say($"id {run.Id} · config {Short(run.ConfigId)} · seeds: train {run.Seeds.Train}, cluster {run.Seeds.Cluster} · labels used: {run.LabelsUsed.Word()}");
        if (run.Tags.Count > 0)
        {
            terminal.Say($"tags: {string.Join(", ", run.Tags)}");
        }

        foreach (string note in run.Notes)
        {
            terminal.Say($"note: {note}");
        }

        terminal.Say($"submitted {Figures.Time(run.Created)} · ended {Figures.Time(run.Ended)} · work {Figures.Seconds(run.Seconds)}");
        if (run.Waits is { } waits)
        {
            terminal.Say($"next: {waits}");
        }

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
        bool wide = terminal.Width >= Tables.WideTerminal;
        Table table = Tables.Of(
            ["stage", "status", ">attempts", ">time", "device", ">threads", "", .. wide ? ["started", "key"] : Array.Empty<string>()]);
        foreach (StageDocument stage in run.Stages)
        {
            table.Row([
                stage.Split is { } split ? $"{stage.Kind.Word()} {split}" : stage.Kind.Word(), stage.Status.Word(),
                stage.Attempts.ToString(CultureInfo.InvariantCulture), Figures.Seconds(stage.Seconds),
                stage.Device ?? "", stage.Threads?.ToString(CultureInfo.InvariantCulture) ?? "", stage.Reused ? "reused" : "",
                .. wide ? [Figures.Time(stage.Started), Short(stage.Key)] : Array.Empty<string>()]);
        }

        terminal.Draw(table);
        foreach (IGrouping<(string Worker, string? Program), StageDocument> worked in run.Stages
            .Where(stage => stage.Worker is not null).GroupBy(stage => (stage.Worker!, stage.Program)))
        {
            string kinds = string.Join(", ", worked.Select(Work).Distinct());
            terminal.Say($"worked on by {worked.Key.Worker}, {worked.Key.Program}: {kinds}");
        }
    }

    /// <summary>Words the version of a stage's code and the most memory that it held.</summary>
    private static string Work(StageDocument stage) => stage.PeakMemoryBytes is { } bytes
        ? $"{stage.Kind.Word()} (code {stage.Version}, {Figures.Memory(bytes)})"
        : $"{stage.Kind.Word()} (code {stage.Version})";

    private static string Short(string hash) => hash[..Math.Min(ShownDigits, hash.Length)];

    private static void WriteCurve(Terminal terminal, RunDocument run)
    {
        if (run.Curve.Count == 0)
        {
            return;
        }

        string[] splits = [.. run.Curve.SelectMany(point => point.Metrics?.Keys ?? []).Distinct(StringComparer.Ordinal)];
        bool parts = splits.Length == 0 || terminal.Width >= Tables.WideTerminal;
        Table table = Tables.Of([
            ">epoch", ">loss", .. parts ? [">within", ">cross"] : Array.Empty<string>(), ">k-means 1", ">k-means 2", ">time",
            .. splits.SelectMany(split => new[] { $">{split} accuracy", $">{split} mean IoU" })]);
        foreach (CurvePoint point in run.Curve)
        {
            double?[] losses = [point.Loss, .. parts ? [point.Within, point.Cross] : Array.Empty<double?>(), point.KmeansLoss1, point.KmeansLoss2];
            table.Row([
                point.Epoch.ToString(CultureInfo.InvariantCulture), .. losses.Select(Figures.Loss), Figures.Seconds(point.Seconds),
                .. splits.SelectMany(split => Figures.Of(point.Metrics?.GetValueOrDefault(split)))]);
        }

        terminal.Say("the training, epochs counted from 0:");
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
            WriteRepeats(terminal, split, metrics);
        }
    }

    private static void WriteRepeats(Terminal terminal, string split, SplitMetrics metrics)
    {
        IReadOnlyList<string> classes = ClassNames.Of([.. metrics.PerClass.Select(@class => (@class.Key, @class.Name))]);
        foreach ((int index, RepeatMetrics repeat) in metrics.Repeats.Index())
        {
            terminal.Say($"{split}, repeat {index + 1}: accuracy {Figures.Percent(repeat.Accuracy)}, mean IoU {Figures.Percent(repeat.MeanIoU)}");
            if (repeat.ClassOfCluster is not null)
            {
                terminal.Say($"  cluster → class: {MatrixTable.Assignment(classes, repeat)}");
            }
        }

        if (metrics.Repeats[0].Matrix is not null)
        {
            terminal.Say($"class × cluster on {split}, repeat 1, percent of the pixels of each class (--json has every repeat in pixels):");
            MatrixTable.Write(terminal, classes, metrics.Repeats[0]);
        }
    }

    /// <summary>Says what the repeats are: fresh clusterings, or the training's own centroids, one set a view.</summary>
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
