using PiCIE.Cli.Terminals;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Results;

/// <summary>Writes a list of runs for people, newest first.</summary>
internal static class RunList
{
    /// <summary>Writes the list.</summary>
    /// <param name="terminal">Terminal that takes it.</param>
    /// <param name="document">The list.</param>
    /// <param name="home">Folder of the home that it is of.</param>
    /// <param name="where">The filter that chose the runs, or null.</param>
    /// <param name="archived">Number of archived runs, where the list has no others.</param>
    public static void Write(Terminal terminal, RunListDocument document, string home, string? where = null, int archived = 0)
    {
        if (document.Runs.Count == 0)
        {
            terminal.Say(document.Paging.Total > 0 ? PassedOver(document.Paging) : where is not null ? $"No run in {home} passes {where}" : Nothing(archived, home));
            document.Remarks.ToList().ForEach(terminal.Say);
            return;
        }

        bool withTimes = terminal.Width >= Tables.WideTerminal;
        string[] times = withTimes ? ["submitted", ">work"] : [];
        FittedTable table = new(["id", "experiment/run", "status", "split", ">accuracy", ">mean IoU", .. times], ["work", "submitted", "split", "accuracy"], "experiment/run");
        foreach (RunListRow run in document.Runs)
        {
            string[] when = withTimes ? [Figures.Time(run.Created), Figures.Seconds(run.Seconds)] : [];
            table.Row([ShortIds.Of(run.Id), $"{run.Experiment.Name}/{run.Name}", run.SupersededBy is null ? StatusWords.Of(run) : Superseding.Status, .. Headline(run), .. when]);
        }

        table.Draw(terminal);
        if (document.Paging is { } paging && paging.Total > document.Runs.Count)
        {
            terminal.Say($"{paging.Offset + 1}–{paging.Offset + document.Runs.Count} of {paging.Total}; --offset and --limit show others.");
        }
    }

    private static string Nothing(int archived, string home) => archived == 0
        ? $"No runs yet in {home}. 'picie demo' makes two, 'picie run SPEC' those of a spec."
        : $"{(archived == 1 ? "The only run is" : $"All {archived} runs are")} archived: --where 'archived = true' lists {(archived == 1 ? "it" : "them")}.";

    private static string PassedOver(PagingDocument paging) =>
        $"There {(paging.Total == 1 ? "is 1 run" : $"are {paging.Total} runs")}, and --offset {paging.Offset} passes over all of them; it goes from 0 to {paging.Total - 1}.";

    private static string[] Headline(RunListRow run)
    {
        (string split, HeadlineMetrics? metrics) = run.Metrics.Count > 0 ? (run.Metrics.First().Key, run.Metrics.First().Value) : ("", null);
        return [split, Figures.Percent(metrics?.Accuracy), Figures.Percent(metrics?.MeanIoU)];
    }
}
