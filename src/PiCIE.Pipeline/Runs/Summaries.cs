using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Figures;

namespace PiCIE.Pipeline.Runs;

/// <summary>Figures over replicates: runs of one config id that are done.</summary>
internal static class Summaries
{
    /// <summary>One summary a config id, in the order of the runs.</summary>
    public static IReadOnlyList<SummaryDocument> Of(IReadOnlyList<RunDocument> runs) =>
    [
        .. runs.Where(run => run.Status == "done").GroupBy(run => run.ConfigId)
            .Select(replicates => new SummaryDocument(replicates.Key, replicates.Count(), Splits([.. replicates]))),
    ];

    private static Dictionary<string, SplitSummary> Splits(IReadOnlyList<RunDocument> runs) => runs
        .SelectMany(run => run.Metrics)
        .GroupBy(metrics => metrics.Key, metrics => metrics.Value)
        .ToDictionary(split => split.Key, split => new SplitSummary(
            Statistics.Of([.. split.Select(metrics => metrics.Accuracy)]), Statistics.Of([.. split.Select(metrics => metrics.MeanIoU)])));
}
