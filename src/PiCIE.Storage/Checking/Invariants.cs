using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Checking;

/// <summary>
/// Looks for rows that break what must hold of the database: a query each, each in one statement, so that a database which others change meanwhile is
/// seen at one moment. It changes nothing.
/// </summary>
public static class Invariants
{
    private const string Worker = "A process that works ends this within ten seconds: start picie worker, or alone picie run or picie serve.";
    private const string Report = "No command leads to this: keep a copy of the database (picie db backup) and report it.";

    private static readonly (string Name, string Remedy, Func<PicieContext, IQueryable<Stage>> Query)[] OfStages =
    [
        ("a stage has two successes and its artifact was not withdrawn between", Report, context => context.Stages.Where(stage =>
            context.Attempts.Count(attempt => attempt.StageId == stage.Id && attempt.Outcome == AttemptOutcome.Succeeded)
            > 1 + context.Artifacts.Count(artifact => artifact.Key == stage.Key && artifact.RemovedAt != null))),
        ("a stage is blocked and all its inputs are done", Worker, context => context.Stages.Where(stage =>
            stage.State == StageState.Blocked && !context.StageInputs.Any(input => input.StageId == stage.Id
                && context.Stages.Any(source => source.Id == input.SourceStageId && source.State != StageState.Done)))),
        ("a stage is ready and an input is not done", Report, context => context.Stages.Where(stage =>
            stage.State == StageState.Ready && context.StageInputs.Any(input => input.StageId == stage.Id
                && context.Stages.Any(source => source.Id == input.SourceStageId && source.State != StageState.Done)))),
        ("an attempt is open and its stage does not run it", Report, context => context.Stages.Where(stage =>
            context.Attempts.Any(attempt => attempt.StageId == stage.Id && attempt.EndedAt == null
                && (stage.State != StageState.Running || attempt.Number != stage.AttemptNumber)))),
        ("a stage runs and no attempt is open", Report, context => context.Stages.Where(stage =>
            stage.State == StageState.Running && !context.Attempts.Any(attempt =>
                attempt.StageId == stage.Id && attempt.EndedAt == null && attempt.Number == stage.AttemptNumber))),
        ("the queue says of a stage what is not so", "The next submit of its spec writes the queue of its stages anew.", context => context.Stages.Where(stage =>
            context.StageWanters.Any(wanter => wanter.StageId == stage.Id
                && (stage.State == StageState.Done || wanter.Ready != (stage.State == StageState.Ready) || wanter.Needs != stage.Needs)))),
        ("a run that is asked for needs a stage and the queue does not have it", "The next submit of its spec writes the queue of its stages anew.", context => context.Stages.Where(stage =>
            (stage.State == StageState.Blocked || stage.State == StageState.Ready)
            && context.RunStages.Any(wanted => wanted.StageId == stage.Id && Wanting.AskedFor(context).Any(run => run.Id == wanted.RunId
                && run.Status != RunStatus.Done
                && context.Experiments.Any(experiment => experiment.Id == run.ExperimentId && experiment.PausedAt == null)
                && !context.StageWanters.Any(wanter => wanter.StageId == stage.Id && wanter.ExperimentId == run.ExperimentId))))),
    ];

    /// <summary>Number of the things that are looked at, those of <see cref="LateAsync"/> included.</summary>
    public static int Count => OfStages.Length + 5;

    /// <summary>Returns what breaks an invariant that holds at any moment.</summary>
    /// <param name="context">The database.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public static async Task<IReadOnlyList<BrokenInvariant>> BrokenAsync(PicieContext context, CancellationToken cancel)
    {
        List<BrokenInvariant> broken = [];
        foreach ((string name, string remedy, Func<PicieContext, IQueryable<Stage>> query) in OfStages)
        {
            broken.AddRange(await ListAsync(query(context), name, remedy, cancel));
        }

        broken.AddRange(await RunsAsync(context, cancel));
        broken.AddRange(await GroupInvariants.BrokenAsync(context, cancel));
        return broken;
    }

    /// <summary>
    /// Returns what should have ended by itself: a lease or an offer that ran out. Somebody must be there to end it, so without a process that has
    /// worked for that long nothing is late.
    /// </summary>
    /// <param name="context">The database.</param>
    /// <param name="now">The time that counts for this database.</param>
    /// <param name="lease">Length of a lease.</param>
    /// <param name="reconcile">Interval in which those who work look for what ran out.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public static async Task<IReadOnlyList<BrokenInvariant>> LateAsync(
        PicieContext context, DateTimeOffset now, TimeSpan lease, TimeSpan reconcile, CancellationToken cancel)
    {
        (DateTimeOffset ended, DateTimeOffset alive, DateTimeOffset offered) = (now - lease - reconcile, now - lease, now - reconcile);
        if (!await context.Workers.AnyAsync(worker => worker.EndedAt == null && worker.HeartbeatAt >= alive && worker.StartedAt <= ended, cancel))
        {
            return [];
        }

        const string deaf = "Those who work should have ended it: look at their terminals and at picie workers list.";
        return
        [
            .. await ListAsync(
                context.Stages.Where(stage => stage.State == StageState.Running && stage.LeaseUntil < ended), "a stage runs and its lease ended long ago", deaf, cancel),
            .. await ListAsync(context.Stages.Where(stage => stage.OfferedUntil < offered), "an offer ended long ago and stands", deaf, cancel),
        ];
    }

    private static async Task<IEnumerable<BrokenInvariant>> ListAsync(IQueryable<Stage> stages, string name, string remedy, CancellationToken cancel) =>
        (await stages.AsNoTracking().OrderBy(stage => stage.Id).Select(stage => new { stage.Id, stage.Title }).ToListAsync(cancel))
        .Select(stage => new BrokenInvariant(name, stage.Id, stage.Title, remedy));

    /// <summary>Returns the runs whose row differs from what its stages say.</summary>
    private static async Task<IReadOnlyList<BrokenInvariant>> RunsAsync(PicieContext context, CancellationToken cancel)
    {
        IQueryable<RowOfRun> rows =
            from run in context.Runs
            where run.DeletedAt == null
            from wanted in context.RunStages.Where(wanted => wanted.RunId == run.Id).DefaultIfEmpty()
            from stage in context.Stages.Where(stage => stage.Id == wanted.StageId).DefaultIfEmpty()
            orderby run.Id
            select new RowOfRun(
                run.Id, run.Name, run.Status, run.StageCount, run.DoneStageCount, run.CanceledAt != null, (StageState?)stage.State, (bool?)wanted.IsLast ?? false);
        List<BrokenInvariant> broken = [];
        List<RowOfRun> one = [];
        await foreach (RowOfRun row in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (one.Count > 0 && one[0].Id != row.Id)
            {
                Judge(one, broken);
                one.Clear();
            }

            one.Add(row);
        }

        Judge(one, broken);
        return broken;
    }

    private static void Judge(List<RowOfRun> rows, List<BrokenInvariant> broken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        RowOfRun run = rows[0];
        StageOfRun[] stages = [.. rows.Where(row => row.State is not null).Select(row => new StageOfRun(row.State!.Value, row.IsLast))];
        RunStatus status = RunStatuses.Of(stages, run.Canceled);
        int done = stages.Count(stage => stage.State == StageState.Done);
        if (status != run.Status || stages.Length != run.StageCount || done != run.DoneStageCount)
        {
            string said = $"{run.Name} is {run.Status} ({run.DoneStageCount} of {run.StageCount}), not {status} ({done} of {stages.Length})";
            broken.Add(new BrokenInvariant("a run's row differs from its stages", run.Id, said, "The next change of one of its stages writes the row anew."));
        }
    }

    /// <summary>A run with one of its stages, or with none.</summary>
    private sealed record RowOfRun(Guid Id, string Name, RunStatus Status, int StageCount, int DoneStageCount, bool Canceled, StageState? State, bool IsLast);
}
