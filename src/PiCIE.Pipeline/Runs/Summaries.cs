using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Figures;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Runs;

namespace PiCIE.Pipeline.Runs;

/// <summary>
/// Computes figures over replicates: runs of one config id, on the same photographs and by the same code, that are done and that no other run
/// has superseded. Runs of one training are one member, their figures averaged, as repeats are (spec.md 3).
/// </summary>
internal static class Summaries
{
    /// <summary>Returns one summary a group of replicates, in the order of the runs.</summary>
    public static IReadOnlyList<SummaryDocument> Of(IEnumerable<(Run Row, RunDocument Document)> runs) => Of(runs
        .Where(run => run.Row is { Status: RunStatus.Done, SupersededById: null })
        .Select(run => new Member(run.Row.ConfigId, run.Row.GroupKey, run.Row.MemberKey, run.Document.Metrics.ToDictionary(
            split => split.Key, split => new HeadlineMetrics(split.Value.Accuracy, split.Value.MeanIoU)))));

    /// <inheritdoc cref="Of(IEnumerable{ValueTuple{Run, RunDocument}})"/>
    public static IReadOnlyList<SummaryDocument> Of(IEnumerable<(ListedRun Row, RunListRow Document)> runs) => Of(runs
        .Where(run => run.Document is { Status: RunStatus.Done, SupersededBy: null })
        .Select(run => new Member(run.Row.ConfigId, run.Row.GroupKey, run.Row.MemberKey, run.Document.Metrics)));

    private static IReadOnlyList<SummaryDocument> Of(IEnumerable<Member> done) =>
    [
        .. done.GroupBy(member => (member.ConfigId, member.Group)).Select(replicates =>
        {
            IGrouping<string, Member>[] members = [.. replicates.GroupBy(member => member.Key)];
            return new SummaryDocument(replicates.Key.ConfigId, members.Length, Splits(members));
        }),
    ];

    private static Dictionary<string, SplitSummary> Splits(IEnumerable<IGrouping<string, Member>> members) => members
        .SelectMany(member => member.SelectMany(run => run.Metrics).GroupBy(metrics => metrics.Key, metrics => metrics.Value, (split, runs) => (Split: split, Mean: Mean([.. runs]))))
        .GroupBy(member => member.Split, member => member.Mean)
        .ToDictionary(split => split.Key, split => new SplitSummary(
            Statistics.Of([.. split.Select(metrics => metrics.Accuracy)]), Statistics.Of([.. split.Select(metrics => metrics.MeanIoU)])));

    private static HeadlineMetrics Mean(HeadlineMetrics[] runs) => new(runs.Average(run => run.Accuracy), runs.Average(run => run.MeanIoU));

    private sealed record Member(string ConfigId, string Group, string Key, IReadOnlyDictionary<string, HeadlineMetrics> Metrics);
}
