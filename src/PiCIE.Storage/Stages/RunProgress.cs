using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.States;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Groups;

namespace PiCIE.Storage.Stages;

/// <summary>
/// Brings the rows of runs up to date with their stages: status, count of done stages, headline figures, end; and the groups of those that count differently since. It is part of the
/// transaction that changes a stage, and takes a fixed number of statements however many runs share that stage.
/// </summary>
public static class RunProgress
{
    /// <summary>Updates the runs that have one of the stages.</summary>
    /// <param name="context">The database, inside the transaction of the change, which is saved.</param>
    /// <param name="journal">Takes an event for each run that ended.</param>
    /// <param name="stages">Ids of the stages.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task UpdateAsync(
        PicieContext context, EventJournal journal, IReadOnlyCollection<Guid> stages, DateTimeOffset now, CancellationToken cancel)
    {
        SqlDialect sql = SqlDialect.Of(context);
        List<Guid> runs = await context.RunStages.Where(wanted => stages.Contains(wanted.StageId)).Select(wanted => wanted.RunId).Distinct().ToListAsync(cancel);
        // Two stages of one run may end at once: whoever comes second must see what the first one wrote.
        await sql.LockAsync(context, "runs", runs, cancel);
        var before = await context.Runs.Where(run => runs.Contains(run.Id)).Select(run => new { run.Id, run.GroupKey, run.Status }).ToListAsync(cancel);
        await sql.ExecuteAsync(
            context,
            """
            with touched as (
                select r.id, r.ended_at, count(s.id) filter (where s.state = 'done') as done,
                    case
                        when count(s.id) filter (where rs.is_last) > 0 and count(s.id) filter (where rs.is_last and s.state <> 'done') = 0 then 'done'
                        when r.canceled_at is not null then 'canceled'
                        when count(s.id) filter (where s.state = 'failed') > 0 then 'failed'
                        when count(s.id) filter (where s.state = 'running') > 0 then 'running'
                        else 'waiting'
                    end as status
                from (select distinct its.run_id from (@these) these join run_stages its on its.stage_id = these.id) named
                join runs r on r.id = named.run_id
                join run_stages rs on rs.run_id = r.id
                join stages s on s.id = rs.stage_id
                group by r.id)
            update runs set
                status = touched.status,
                done_stage_count = touched.done,
                ended_at = case when touched.status in ('done', 'failed', 'canceled') then coalesce(touched.ended_at, @now) end
            from touched where touched.id = runs.id
            """,
            stages, now, cancel);
        await SetHeadlinesAsync(context, stages, cancel);
        var ended = await context.Runs.Where(run => runs.Contains(run.Id) && run.EndedAt != null)
            .OrderBy(run => run.Position).Select(run => new { run.Id, run.ExperimentId, run.Status }).ToListAsync(cancel);
        HashSet<Guid> open = [.. before.Where(run => !HasEnded(run.Status)).Select(run => run.Id)];
        ended.FindAll(run => open.Contains(run.Id)).ForEach(run => journal.Append(context, now, new RunEnded(run.ExperimentId, run.Id, run.Status)));
        Dictionary<Guid, RunStatus> after = ended.ToDictionary(run => run.Id, run => run.Status);
        await GroupFigures.UpdateAsync(
            context, [.. before.Where(run => StandingOf(run.Status) != StandingOf(after.GetValueOrDefault(run.Id))).Select(run => run.GroupKey).Distinct()], cancel);
    }

    private static bool HasEnded(RunStatus status) => status is RunStatus.Done or RunStatus.Failed or RunStatus.Canceled;

    /// <summary>Returns how a run counts in its group: with its figures, as one that may come, or not at all.</summary>
    private static RunStatus StandingOf(RunStatus status) => status is RunStatus.Done or RunStatus.Canceled ? status : RunStatus.Waiting;

    private static Task<int> SetHeadlinesAsync(PicieContext context, IReadOnlyCollection<Guid> stages, CancellationToken cancel) => SqlDialect.Of(context).ExecuteAsync(
        context,
        """
        update runs set headline_split = found.split, accuracy = found.accuracy, mean_iou = found.mean_iou
        from (
            select rs.run_id, result.split, result.accuracy, result.mean_iou
            from (@these) these
            join stages s on s.id = these.id
            join run_stages rs on rs.stage_id = s.id
            join results result on result.artifact_id = s.artifact_id and result.epoch = -1 and result.position = 0
            where rs.is_last
        ) found
        where found.run_id = runs.id
        """,
        stages, cancel);
}
