using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Databases;

namespace PiCIE.Storage.Groups;

/// <summary>
/// Keeps what a group of replicates came to: its counts (<c>run_groups</c>) and each final figure over its trainings (<c>group_metrics</c>). Whoever changes which runs of a group
/// count, or their figures, calls it in the same transaction. It computes all of them anew from the runs, so that what stands there is what they say, whatever came before. A
/// training counts with the mean of its runs (spec.md 3).
/// </summary>
public static class GroupFigures
{
    private const string New =
        """
        insert into run_groups (group_key, config_id, settings_id, n, members, created_at)
        select r.group_key, min(r.config_id), min(r.settings_id), 0, 0, max(r.created_at)
        from (@these) these
        join runs r on r.group_key = these.id
        group by r.group_key
        order by r.group_key
        on conflict (group_key) do nothing
        """;

    private const string Counts =
        """
        update run_groups set members = found.members, n = found.n, created_at = coalesce(found.created_at, run_groups.created_at)
        from (
            select these.id,
                count(distinct case when r.superseded_by_id is null and r.status <> 'canceled' then r.member_key end) as members,
                count(distinct case when r.superseded_by_id is null and r.status = 'done' then r.member_key end) as n,
                max(r.created_at) as created_at
            from (@these) these
            left join runs r on r.group_key = these.id and r.deleted_at is null
            group by these.id) found
        where found.id = run_groups.group_key
        """;

    // The status is no plain column here: by an index on it SQLite would start at every run that is done.
    private const string Figures =
        """
        insert into group_metrics (group_key, key, n, mean, m2, min, max)
        select whole.group_key, whole.key, count(*), max(whole.mean), sum((whole.value - whole.mean) * (whole.value - whole.mean)), min(whole.value), max(whole.value)
        from (
            select member.group_key, member.key, member.value, avg(member.value) over (partition by member.group_key, member.key) as mean
            from (
                select r.group_key, r.member_key, m.key, avg(m.value) as value
                from (@these) these
                join runs r on r.group_key = these.id
                join run_metrics m on m.run_id = r.id
                where r.status || '' = 'done' and r.superseded_by_id is null and r.deleted_at is null
                group by r.group_key, r.member_key, m.key) member) whole
        group by whole.group_key, whole.key
        """;

    /// <summary>Adds those groups of new runs that are not there yet.</summary>
    /// <param name="context">The database, inside the transaction of the submit, which holds the runs.</param>
    /// <param name="groups">Keys of their groups.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static Task AddAsync(PicieContext context, IReadOnlyCollection<string> groups, CancellationToken cancel) =>
        groups.Count == 0 ? Task.CompletedTask : SqlDialect.Of(context).ExecuteAsync(context, New, groups, cancel);

    /// <summary>Writes counts and figures of some groups anew. It locks them first, so that of two commits at once the second sees what the first one wrote.</summary>
    /// <param name="context">The database, inside the transaction of the change, whose rows of runs and figures are saved.</param>
    /// <param name="groups">Keys of the groups.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task UpdateAsync(PicieContext context, IReadOnlyCollection<string> groups, CancellationToken cancel)
    {
        if (groups.Count == 0)
        {
            return;
        }

        SqlDialect sql = SqlDialect.Of(context);
        await sql.LockAsync(context, "run_groups", "group_key", groups, cancel);
        await sql.ExecuteAsync(context, Counts, groups, cancel);
        await sql.ExecuteAsync(context, "delete from group_metrics where group_key in (@these)", groups, cancel);
        await sql.ExecuteAsync(context, Figures, groups, cancel);
    }

    /// <summary>Writes the groups of some runs anew, as the other method does.</summary>
    /// <param name="context">The database, inside the transaction of the change.</param>
    /// <param name="runs">Ids of the runs.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task UpdateOfRunsAsync(PicieContext context, IReadOnlyCollection<Guid> runs, CancellationToken cancel) => await UpdateAsync(
        context, await context.Runs.Where(run => runs.Contains(run.Id)).Select(run => run.GroupKey).Distinct().ToListAsync(cancel), cancel);

    /// <summary>Removes those of some groups that no run has any more.</summary>
    /// <param name="context">The database, inside the transaction that took the runs away.</param>
    /// <param name="groups">Keys of the groups.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static Task RemoveEmptyAsync(PicieContext context, IReadOnlyCollection<string> groups, CancellationToken cancel) => context.RunGroups
        .Where(group => groups.Contains(group.GroupKey) && !context.Runs.Any(run => run.GroupKey == group.GroupKey)).ExecuteDeleteAsync(cancel);
}
