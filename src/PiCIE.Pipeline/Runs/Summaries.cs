using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Figures;

namespace PiCIE.Pipeline.Runs;

/// <summary>Computes figures over replicates: runs of one config id that are done and that no other run has superseded.</summary>
internal static class Summaries
{
    /// <summary>Returns one summary a config id, in the order of the runs.</summary>
    public static IReadOnlyList<SummaryDocument> Of(IReadOnlyList<RunDocument> runs) => Of(runs
        .Where(run => run is { Status: RunStatus.Done, SupersededBy: null })
        .Select(run => new Member(run.ConfigId, run.Metrics.ToDictionary(
            split => split.Key, split => new HeadlineMetrics(split.Value.Accuracy, split.Value.MeanIoU)))));

    /// <inheritdoc cref="Of(IReadOnlyList{RunDocument})"/>
    public static IReadOnlyList<SummaryDocument> Of(IReadOnlyList<RunListRow> runs) => Of(runs
        .Where(run => run is { Status: RunStatus.Done, SupersededBy: null }).Select(run => new Member(run.ConfigId, run.Metrics)));

    private static IReadOnlyList<SummaryDocument> Of(IEnumerable<Member> done) =>
    [
        .. done.GroupBy(member => member.ConfigId)
            .Select(replicates => new SummaryDocument(replicates.Key, replicates.Count(), Splits(replicates))),
    ];

    private static Dictionary<string, SplitSummary> Splits(IEnumerable<Member> replicates) => replicates
        .SelectMany(member => member.Metrics)
        .GroupBy(metrics => metrics.Key, metrics => metrics.Value)
        .ToDictionary(split => split.Key, split => new SplitSummary(
            Statistics.Of([.. split.Select(metrics => metrics.Accuracy)]), Statistics.Of([.. split.Select(metrics => metrics.MeanIoU)])));

    private sealed record Member(string ConfigId, IReadOnlyDictionary<string, HeadlineMetrics> Metrics);
}
