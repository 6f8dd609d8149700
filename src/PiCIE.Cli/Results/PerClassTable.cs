using PiCIE.Cli.Terminals;
using PiCIE.Pipeline.Documents;
using Spectre.Console;

namespace PiCIE.Cli.Results;

/// <summary>Writes the figures of each class, of one run or of several side by side.</summary>
internal static class PerClassTable
{
    /// <summary>Writes the intersection over union of each class, a column a run.</summary>
    /// <param name="terminal">Terminal that takes them.</param>
    /// <param name="split">The split.</param>
    /// <param name="runs">Heading and figures of each run.</param>
    public static void Write(Terminal terminal, string split, IReadOnlyList<(string Heading, SplitMetrics Metrics)> runs)
    {
        Table table = Tables.Of(["~class", .. runs.Select(run => ">" + $"{run.Heading} IoU".TrimStart()), ">labelled pixels"]);
        IReadOnlyList<ClassMetrics> classes = runs[0].Metrics.PerClass;
        foreach ((ClassMetrics @class, string name) in classes.Zip(ClassNames.Of([.. classes.Select(@class => (@class.Key, @class.Name))])))
        {
            table.Row([name, .. runs.Select(run => Cell(run.Metrics, @class.Id)), @class.Pixels.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)]);
        }

        terminal.Say($"per class on {split}, percent:");
        terminal.Draw(table);
    }

    private static string Cell(SplitMetrics metrics, int id)
    {
        ClassMetrics? @class = metrics.PerClass.FirstOrDefault(candidate => candidate.Id == id);
        return @class is null or { Absent: true } ? "absent" : Figures.Percent(@class.Iou);
    }
}
