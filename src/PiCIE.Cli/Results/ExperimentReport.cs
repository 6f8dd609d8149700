using PiCIE.Cli.Terminals;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Results;

/// <summary>Writes an experiment that has ended for people: a row a run, mean and deviation over replicates, failures, where things are.</summary>
internal static class ExperimentReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="terminal">Terminal that takes it.</param>
    /// <param name="document">The experiment.</param>
    /// <param name="named">Ids of the runs that the command was about; null for all that no other has superseded. What others failed of is not told again.</param>
    public static void Write(Terminal terminal, ExperimentDocument document, IReadOnlyCollection<Guid>? named = null)
    {
        RunDocument[] told = [.. document.Runs.Where(run => named?.Contains(run.Id) ?? run.SupersededBy is null)];
        terminal.Say("");
        terminal.Say($"experiment {document.Experiment.Name} ({ShortIds.Of(document.Experiment.Id)})");
        RunTable(document).Draw(terminal);
        WriteFailures(terminal, told);
        WritePlaces(terminal, told);
    }

    private static FittedTable RunTable(ExperimentDocument document)
    {
        IReadOnlyList<string> splits = Figures.Splits(document.Runs);
        FittedTable table = new(
            ["run", "id", "status", .. splits.SelectMany(split => new[] { $">{split} accuracy", $">{split} mean IoU" })],
            [.. splits.Reverse().Select(split => $"{split} accuracy"), .. splits.Skip(1).Reverse().Select(split => $"{split} mean IoU")], "run");
        foreach (RunDocument run in document.Runs)
        {
            table.Row([run.Name, ShortIds.Of(run.Id), run.SupersededBy is null ? StatusWords.Of(run) : Superseding.Status, .. splits.SelectMany(split => Figures.Of(run.Metrics.GetValueOrDefault(split)))]);
        }

        foreach (SummaryDocument summary in document.Summary.Where(summary => summary.N > 1))
        {
            table.Row([MeanOf(document, summary), "", "", .. splits.SelectMany(split => Cells(summary, split))]);
        }

        return table;
    }

    /// <summary>Names a mean by what its runs have in common besides seeds, where the experiment has runs of several settings.</summary>
    private static string MeanOf(ExperimentDocument document, SummaryDocument summary)
    {
        string name = document.Runs.FirstOrDefault(run => run.ConfigId == summary.ConfigId)?.Name ?? string.Empty;
        string settings = string.Join(',', name.Split(',').Where(word => !word.StartsWith("seed-", StringComparison.Ordinal) && !word.StartsWith("cluster-seed-", StringComparison.Ordinal)));
        return settings.Length == 0 ? $"mean of {summary.N}" : $"mean of {summary.N}: {settings}";
    }

    private static string[] Cells(SummaryDocument summary, string split) => summary.Metrics.TryGetValue(split, out SplitSummary? figures)
        ? [Figures.Percent(figures.Accuracy.Mean, figures.Accuracy.Std, summary.N), Figures.Percent(figures.MeanIoU.Mean, figures.MeanIoU.Std, summary.N)]
        : [Figures.Percent(null), Figures.Percent(null)];

    /// <summary>Writes why runs failed, each failure once, for runs share stages.</summary>
    internal static void WriteFailures(Terminal terminal, IReadOnlyList<RunDocument> runs)
    {
        foreach ((RunDocument run, StageDocument stage) in runs
            .SelectMany(run => run.Stages.Where(stage => stage.Failure is not null && stage.Status == StageState.Failed), (run, stage) => (run, stage))
            .DistinctBy(pair => pair.stage.Key))
        {
            FailureDocument failure = stage.Failure!;
            terminal.Say($"{run.Name}: {stage.Kind.Word()} failed ({failure.Kind.Word()}{(failure.Quarantined ? ", quarantined" : "")}): {failure.Message}");
            if (failure.Hint is not null)
            {
                terminal.Say($"  {failure.Hint}");
            }

            if (failure.Log is not null)
            {
                terminal.Say($"  log: {failure.Log}");
            }
        }
    }

    private static void WritePlaces(Terminal terminal, IReadOnlyList<RunDocument> runs)
    {
        foreach (RunDocument run in runs)
        {
            foreach ((string folder, string words) in new[] { (ArtifactNames.Overlays, "overlays"), (ArtifactNames.Predictions, "predictions as ids") })
            {
                if (run.Artifacts.TryGetValue(folder, out string? path))
                {
                    terminal.Say($"{run.Name}: {words} in {path}");
                }
            }
        }

        if ((runs.FirstOrDefault(run => run.Status == RunStatus.Done) ?? runs.FirstOrDefault()) is { } shown)
        {
            terminal.Say($"All of one run (figures of each class, curve, matrix, files): picie runs show {ShortIds.Of(shown.Id)}");
        }
    }
}
