using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Runs;

/// <summary>What groups of replicates came to, as it is stored with them: n counts trainings and never rows (spec.md 3).</summary>
internal sealed class GroupMembers
{
    private const string Accuracy = ".accuracy";
    private const string MeanIoU = ".meanIoU";

    private readonly IReadOnlyDictionary<string, RunGroup> _groups;
    private readonly ILookup<string, GroupMetric> _figures;

    private GroupMembers(IReadOnlyDictionary<string, RunGroup> groups, ILookup<string, GroupMetric> figures) => (_groups, _figures) = (groups, figures);

    /// <summary>Reads some groups.</summary>
    /// <param name="context">The database.</param>
    /// <param name="groups">Keys of the groups.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task<GroupMembers> ReadAsync(PicieContext context, string[] groups, CancellationToken cancel) => new(
        await context.RunGroups.AsNoTracking().Where(group => groups.Contains(group.GroupKey)).ToDictionaryAsync(group => group.GroupKey, cancel),
        (await context.GroupMetrics.AsNoTracking().Where(metric => groups.Contains(metric.GroupKey) && (metric.Key.EndsWith(Accuracy) || metric.Key.EndsWith(MeanIoU))).ToListAsync(cancel))
            .ToLookup(metric => metric.GroupKey));

    /// <summary>Returns what the group of a run came to.</summary>
    /// <param name="run">A run of the group.</param>
    /// <param name="names">The runs by which it was named.</param>
    public ComparedGroup Of(Run run, IReadOnlyList<string> names)
    {
        Dictionary<string, ComparedFigure> figures = _figures[run.GroupKey].ToDictionary(metric => metric.Key, Figure, StringComparer.Ordinal);
        IEnumerable<string> splits = figures.Keys.Where(key => key.EndsWith(Accuracy, StringComparison.Ordinal)).Select(key => key[..^Accuracy.Length]).Where(split => figures.ContainsKey(split + MeanIoU));
        return new ComparedGroup(
            run.ConfigId, names, _groups[run.GroupKey].N, _groups[run.GroupKey].Members,
            splits.OrderBy(split => split != run.HeadlineSplit).ThenBy(split => split, StringComparer.Ordinal)
                .ToDictionary(split => split, split => new ComparedFigures(figures[split + Accuracy], figures[split + MeanIoU]), StringComparer.Ordinal));
    }

    private static ComparedFigure Figure(GroupMetric metric) => new(metric.Mean, metric.N < 2 ? null : Math.Sqrt(metric.M2 / (metric.N - 1)), metric.N);
}
