using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Figures;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Runs;

/// <summary>
/// The members of groups of replicates with their figures. A member is a training (or a clustering where nothing is trained): its runs are averaged, as
/// repeats are, and n counts members and never rows (spec.md 3).
/// </summary>
internal sealed class GroupMembers
{
    private const string Accuracy = ".accuracy";
    private const string MeanIoU = ".meanIoU";

    private readonly ILookup<string, Member> _members;

    private GroupMembers(ILookup<string, Member> members) => _members = members;

    /// <summary>Reads the members of some groups: runs that nobody canceled and none superseded.</summary>
    /// <param name="context">The database.</param>
    /// <param name="groups">Keys of the groups.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task<GroupMembers> ReadAsync(PicieContext context, string[] groups, CancellationToken cancel)
    {
        IQueryable<Run> counting = context.Runs.Where(run => groups.Contains(run.GroupKey) && run.SupersededById == null && run.DeletedAt == null && run.Status != RunStatus.Canceled);
        var runs = await counting.Select(run => new { run.Id, run.GroupKey, run.MemberKey, run.Status }).ToListAsync(cancel);
        ILookup<Guid, RunMetric> figures = (await context.RunMetrics.AsNoTracking()
            .Join(counting.Where(run => run.Status == RunStatus.Done), metric => metric.RunId, run => run.Id, (metric, _) => metric)
            .Where(metric => metric.Key.EndsWith(Accuracy) || metric.Key.EndsWith(MeanIoU))
            .ToListAsync(cancel)).ToLookup(metric => metric.RunId);
        return new GroupMembers(runs.GroupBy(run => (run.GroupKey, run.MemberKey)).ToLookup(
            member => member.Key.GroupKey,
            member => new Member(
                member.Any(run => run.Status == RunStatus.Done),
                member.SelectMany(run => figures[run.Id]).GroupBy(metric => metric.Key).ToDictionary(metric => metric.Key, metric => metric.Average(one => one.Value)))));
    }

    /// <summary>Returns what the group of a run came to.</summary>
    /// <param name="run">A run of the group.</param>
    /// <param name="names">The runs by which it was named.</param>
    public ComparedGroup Of(Run run, IReadOnlyList<string> names)
    {
        Member[] members = [.. _members[run.GroupKey]];
        IEnumerable<string> splits = members.SelectMany(member => member.Figures.Keys).Where(key => key.EndsWith(Accuracy, StringComparison.Ordinal)).Select(key => key[..^Accuracy.Length]).Distinct();
        return new ComparedGroup(
            run.ConfigId, names, members.Count(member => member.IsDone), members.Length,
            splits.OrderBy(split => split != run.HeadlineSplit).ThenBy(split => split, StringComparer.Ordinal)
                .ToDictionary(split => split, split => new ComparedFigures(Over(members, split + Accuracy), Over(members, split + MeanIoU)), StringComparer.Ordinal));
    }

    private static ComparedFigure Over(IEnumerable<Member> members, string key)
    {
        double[] values = [.. members.Where(member => member.Figures.ContainsKey(key)).Select(member => member.Figures[key])];
        MeanAndDeviation found = Statistics.Of(values);
        return new ComparedFigure(found.Mean, values.Length < 2 ? null : found.Std, values.Length);
    }

    private sealed record Member(bool IsDone, IReadOnlyDictionary<string, double> Figures);
}
