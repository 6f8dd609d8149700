using Microsoft.EntityFrameworkCore;

namespace PiCIE.Storage.Checking;

/// <summary>Looks for groups of replicates of which the stored counts or figures are not those of their runs.</summary>
internal static class GroupInvariants
{
    private const string Counted = "a group's counts differ from its runs";
    private const string Computed = "a group's figures differ from its runs";
    private const string Remedy = "The next result of a run of this group writes them anew.";

    private const string Counts =
        """
        select g.group_key as "Value"
        from run_groups g
        left join runs r on r.group_key = g.group_key and r.deleted_at is null and r.superseded_by_id is null
        group by g.group_key, g.n, g.members
        having g.n <> count(distinct case when r.status = 'done' then r.member_key end) or g.members <> count(distinct case when r.status <> 'canceled' then r.member_key end)
        """;

    // Sums of the same numbers in another order differ in their last digits.
    private const string Figures =
        """
        with member as (
            select r.group_key, r.member_key, m.key, avg(m.value) as value
            from runs r join run_metrics m on m.run_id = r.id
            where r.status = 'done' and r.superseded_by_id is null and r.deleted_at is null
            group by r.group_key, r.member_key, m.key),
        average as (select group_key, key, count(*) as n, avg(value) as mean, min(value) as least, max(value) as most from member group by group_key, key),
        computed as (
            select a.group_key, a.key, a.n, a.mean, a.least, a.most, sum((m.value - a.mean) * (m.value - a.mean)) as m2
            from average a join member m on m.group_key = a.group_key and m.key = a.key
            group by a.group_key, a.key, a.n, a.mean, a.least, a.most)
        select distinct coalesce(c.group_key, s.group_key) as "Value"
        from computed c
        full join group_metrics s on s.group_key = c.group_key and s.key = c.key
        where c.key is null or s.key is null or s.n <> c.n or s.min <> c.least or s.max <> c.most
            or abs(s.mean - c.mean) > 1e-9 * (1 + abs(c.mean)) or abs(s.m2 - c.m2) > 1e-9 * (1 + c.m2 + c.mean * c.mean)
        """;

    /// <summary>Returns the groups, each known by the oldest of its runs.</summary>
    /// <param name="context">The database.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public static async Task<IReadOnlyList<BrokenInvariant>> BrokenAsync(PicieContext context, CancellationToken cancel) =>
    [
        .. await NamedAsync(context, Counted, await context.Database.SqlQueryRaw<string>(Counts).ToListAsync(cancel), cancel),
        .. await NamedAsync(context, Computed, await context.Database.SqlQueryRaw<string>(Figures).ToListAsync(cancel), cancel),
    ];

    private static async Task<IEnumerable<BrokenInvariant>> NamedAsync(PicieContext context, string name, List<string> groups, CancellationToken cancel)
    {
        var runs = await context.Runs.Where(run => groups.Contains(run.GroupKey)).OrderBy(run => run.Id).Select(run => new { run.GroupKey, run.Id, run.Name }).ToListAsync(cancel);
        return groups.Select(group => runs.Find(run => run.GroupKey == group) is { } run
            ? new BrokenInvariant(name, run.Id, run.Name, Remedy)
            : new BrokenInvariant(name, Guid.Empty, group, Remedy));
    }
}
