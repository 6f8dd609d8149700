using PiCIE.Cli.Terminals;
using PiCIE.Pipeline.Documents;
using Spectre.Console;

namespace PiCIE.Cli.Results;

/// <summary>A list of runs for people, newest first.</summary>
internal static class RunList
{
    /// <summary>Writes it.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="document">The list.</param>
    public static void Write(Terminal terminal, ExperimentDocument document)
    {
        if (document.Runs.Count == 0)
        {
            terminal.Say("No runs yet. 'picie demo' makes two, 'picie run SPEC' those of a spec.");
            return;
        }

        Table table = Tables.Of("id", "experiment", "run", "status", "split", ">accuracy", ">mean IoU");
        foreach (RunDocument run in document.Runs)
        {
            (string split, SplitMetrics? metrics) = run.Metrics.Count > 0 ? (run.Metrics.First().Key, run.Metrics.First().Value) : ("", null);
            string experiment = run.Experiment?.Name ?? document.Experiment?.Name ?? "";
            table.Row(Figures.ShortId(run.Id), experiment, run.Name, run.Status, split, Figures.Percent(metrics?.Accuracy), Figures.Percent(metrics?.MeanIoU));
        }

        terminal.Draw(table);
        if (document.Paging is { } paging && paging.Total > document.Runs.Count)
        {
            terminal.Say($"{paging.Offset + 1}–{paging.Offset + document.Runs.Count} of {paging.Total}; --offset and --limit show others.");
        }
    }
}
