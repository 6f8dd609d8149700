using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Experiments;

namespace PiCIE.Storage.Stages;

/// <summary>
/// Keeps <see cref="StageWanter"/>: one row for each stage that is not done and each experiment that wants it. An experiment wants the
/// stages of its wanted runs, and those that these read, which a plan of another experiment may have made. A run is wanted that somebody asks for and
/// whose experiment is not paused.
/// </summary>
public static class Wanting
{
    /// <summary>The condition of <see cref="AskedFor(PicieContext)"/> in SQL; in it <c>r</c> is the run.</summary>
    private const string IsAskedFor =
        """
        r.canceled_at is null and r.superseded_by_id is null and r.deleted_at is null and (r.submitted_at is not null
            or exists (select 1 from followers f join revision_runs named on named.revision_id = f.revision_id where named.run_id = r.id))
        """;

    /// <summary>Writes the rows of some stages anew, in a fixed number of statements; called after every change of readiness or wanting.</summary>
    /// <param name="context">The database, inside the transaction of the change, which is saved.</param>
    /// <param name="stages">Ids of the stages.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task UpdateAsync(PicieContext context, IReadOnlyCollection<Guid> stages, CancellationToken cancel)
    {
        SqlDialect sql = SqlDialect.Of(context);
        await sql.ExecuteAsync(context, "delete from stage_wanters where stage_id in (@these)", stages, cancel);
        await sql.ExecuteAsync(
            context,
            $"""
            insert into stage_wanters (stage_id, experiment_id, needs, ready, age, position)
            select wanted.stage_id, wanted.experiment_id, wanted.needs, wanted.state = 'ready', min(wanted.age),
                min(wanted.position * 4 + case wanted.kind when 'evaluate' then 0 when 'cluster' then 1 when 'train' then 2 else 3 end)
            from (
                select s.id as stage_id, s.needs, s.state, s.kind, r.experiment_id, r.created_at as age, r.position
                from (@these) these
                join stages s on s.id = these.id
                join run_stages rs on rs.stage_id = s.id
                join runs r on r.id = rs.run_id
                join experiments e on e.id = r.experiment_id
                where e.paused_at is null and {IsAskedFor}
                union all
                select s.id, s.needs, s.state, s.kind, r.experiment_id, r.created_at, r.position
                from (@these) these
                join stages s on s.id = these.id
                join stage_inputs i on i.source_stage_id = s.id
                join stages reader on reader.id = i.stage_id and reader.state <> 'done'
                join run_stages rs on rs.stage_id = reader.id
                join runs r on r.id = rs.run_id
                join experiments e on e.id = r.experiment_id
                where e.paused_at is null and {IsAskedFor}
            ) wanted
            where wanted.state <> 'done'
            group by wanted.stage_id, wanted.experiment_id, wanted.needs, wanted.state
            """,
            stages, cancel);
        await sql.ExecuteAsync(
            context,
            """
            update stages set wanted_priority = wanted.priority
            from (
                select s.id, coalesce(max(e.priority), 0) as priority
                from (@these) these
                join stages s on s.id = these.id
                left join stage_wanters w on w.stage_id = s.id
                left join experiments e on e.id = w.experiment_id
                where s.state <> 'done'
                group by s.id
            ) wanted
            where wanted.id = stages.id and wanted.priority <> stages.wanted_priority
            """,
            stages, cancel);
    }

    /// <summary>
    /// Returns whether an attempt should go on. It does while somebody wants its stage, and to its end where it began before the only experiments
    /// that want it were paused, unless that pause stops work.
    /// </summary>
    /// <param name="context">The database.</param>
    /// <param name="stage">Id of the stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="cancel">Cancels the query.</param>
    public static async Task<AttemptStanding> StandingAsync(PicieContext context, Guid stage, int attempt, CancellationToken cancel)
    {
        var row = await context.Stages.Where(row => row.Id == stage && row.State == StageState.Running && row.AttemptNumber == attempt)
            .Select(row => new
            {
                Wanted = context.StageWanters.Any(wanter => wanter.StageId == stage),
                Started = context.Attempts.Where(own => own.StageId == stage && own.Number == attempt).Select(own => own.StartedAt).First(),
            })
            .SingleOrDefaultAsync(cancel);
        if (row is null)
        {
            return AttemptStanding.Refused;
        }

        IQueryable<Guid> had = context.StageInputs.Where(input => input.SourceStageId == stage).Select(input => input.StageId);
        return row.Wanted || await AskedFor(context).AnyAsync(
            run => context.RunStages.Any(wanted => wanted.RunId == run.Id && (wanted.StageId == stage || had.Contains(wanted.StageId)))
                && context.Experiments.Any(paused => paused.Id == run.ExperimentId && !paused.PauseNow && paused.PausedAt >= row.Started),
            cancel)
            ? AttemptStanding.GoesOn
            : AttemptStanding.Unwanted;
    }

    /// <summary>
    /// Returns the runs that somebody asks for: they were submitted, or a process that lives follows them, and nobody has canceled, replaced or deleted
    /// them. Those of a paused experiment are among them.
    /// </summary>
    /// <param name="context">The database.</param>
    public static IQueryable<Run> AskedFor(PicieContext context) => Live(context).Where(run => run.SubmittedAt != null || Followed(context).Contains(run.Id));

    /// <summary>Returns the runs that somebody asks for beside some followers.</summary>
    /// <param name="context">The database.</param>
    /// <param name="without">Ids of revisions whose followers do not count.</param>
    public static IQueryable<Run> AskedFor(PicieContext context, IReadOnlyCollection<Guid> without) => Live(context)
        .Where(run => run.SubmittedAt != null || context.Followers.Where(follower => !without.Contains(follower.RevisionId))
            .Any(follower => context.RevisionRuns.Any(named => named.RevisionId == follower.RevisionId && named.RunId == run.Id)));

    /// <summary>Returns the ids of the stages that the runs of all followers need.</summary>
    /// <param name="context">The database.</param>
    public static IQueryable<Guid> NeededByFollowers(PicieContext context) =>
        NeededBy(context, Live(context).Where(run => Followed(context).Contains(run.Id)).Select(run => run.Id));

    /// <summary>Returns the ids of the stages that some runs need: those that they name, and those that these read.</summary>
    /// <param name="context">The database.</param>
    /// <param name="runs">Ids of the runs.</param>
    public static IQueryable<Guid> NeededBy(PicieContext context, IReadOnlyCollection<Guid> runs) =>
        WithInputs(context, context.RunStages.Where(wanted => runs.Contains(wanted.RunId)).Select(wanted => wanted.StageId));

    /// <inheritdoc cref="NeededBy(PicieContext, IReadOnlyCollection{Guid})"/>
    public static IQueryable<Guid> NeededBy(PicieContext context, IQueryable<Guid> runs) =>
        WithInputs(context, context.RunStages.Where(wanted => runs.Contains(wanted.RunId)).Select(wanted => wanted.StageId));

    /// <summary>
    /// Returns the stages that some runs need and that may start or run. A stage that stays blocked waits for one of these or for a failed
    /// one. What was canceled or replaced needs nothing more, also where others go on with its stages.
    /// </summary>
    /// <param name="context">The database.</param>
    /// <param name="runs">Ids of the runs.</param>
    public static IQueryable<Stage> OpenOf(PicieContext context, IReadOnlyCollection<Guid> runs)
    {
        IQueryable<Guid> needed = NeededBy(context, Live(context).Where(run => runs.Contains(run.Id)).Select(run => run.Id));
        return context.Stages.Where(stage => needed.Contains(stage.Id) && (stage.State == StageState.Ready || stage.State == StageState.Running));
    }

    private static IQueryable<Run> Live(PicieContext context) =>
        context.Runs.Where(run => run.CanceledAt == null && run.SupersededById == null && run.DeletedAt == null);

    private static IQueryable<Guid> Followed(PicieContext context) =>
        context.Followers.Join(context.RevisionRuns, follower => follower.RevisionId, named => named.RevisionId, (_, named) => named.RunId);

    private static IQueryable<Guid> WithInputs(PicieContext context, IQueryable<Guid> named) =>
        named.Union(context.StageInputs
            .Where(input => input.SourceStageId != null && named.Contains(input.StageId)).Select(input => input.SourceStageId!.Value));
}
