using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.States;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Control;

/// <summary>
/// Cancels runs. A stage that no other run has any more is canceled with them, and an attempt at it is fenced in the same transaction; a
/// stage that others have too goes on for them.
/// </summary>
/// <param name="contexts">Opens contexts.</param>
/// <param name="journal">Takes the events.</param>
/// <param name="clock">Gives the time, where the database has no clock of its own.</param>
public sealed class RunCancellation(IDbContextFactory<PicieContext> contexts, EventJournal journal, TimeProvider clock)
{
    private readonly StageChanges _changes = new(journal);

    /// <summary>Cancels those of some runs that are not done and not canceled.</summary>
    /// <param name="runs">Ids of the runs.</param>
    /// <param name="person">Name of the person who cancels them.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Ids of the runs that were canceled.</returns>
    public Task<IReadOnlyList<Guid>> CancelAsync(IReadOnlyCollection<Guid> runs, string person, CancellationToken cancel) =>
        DatabaseChange.RunAsync(contexts, context => CancelAsync(context, runs, person, cancel), cancel);

    private async Task<IReadOnlyList<Guid>> CancelAsync(PicieContext context, IReadOnlyCollection<Guid> runs, string person, CancellationToken cancel)
    {
        List<Guid> stages = await Wanting.NeededBy(context, runs).ToListAsync(cancel);
        await StageLocks.TakeAsync(context, stages, cancel);
        await SqlDialect.Of(context).LockAsync(context, "runs", runs, cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        var canceled = await context.Runs
            .Where(run => runs.Contains(run.Id) && run.Status != RunStatus.Done && run.CanceledAt == null && run.DeletedAt == null)
            .OrderBy(run => run.ExperimentId).ThenBy(run => run.Position).Select(run => new { run.Id, run.ExperimentId }).ToListAsync(cancel);
        if (canceled.Count == 0)
        {
            return [];
        }

        Guid[] ids = [.. canceled.Select(run => run.Id)];
        await context.Runs.Where(run => ids.Contains(run.Id)).ExecuteUpdateAsync(
            update => update.SetProperty(run => run.CanceledAt, now).SetProperty(run => run.SubmittedAt, (DateTimeOffset?)null), cancel);
        await journal.AppendAsync(context, now, [.. canceled.Select(run => new RunCanceled(run.ExperimentId, run.Id, person))], cancel);
        IReadOnlyList<FencedAttempt> ended = await CancelStagesAsync(context, stages, person, now, cancel);
        await _changes.SaveWithOffersAsync(context, now, stages, cancel);
        foreach (FencedAttempt attempt in ended)
        {
            await attempt.ChargeAsync(context, cancel);
        }

        return ids;
    }

    private async Task<IReadOnlyList<FencedAttempt>> CancelStagesAsync(PicieContext context, List<Guid> stages, string person, DateTimeOffset now, CancellationToken cancel)
    {
        List<Stage> running = await NobodysOf(context, stages, StageState.Running).ToListAsync(cancel);
        Guid[] ids = [.. running.Select(stage => stage.Id)];
        List<FencedAttempt> open = (await context.Attempts.Where(attempt => attempt.EndedAt == null && ids.Contains(attempt.StageId)).ToListAsync(cancel))
            .ConvertAll(attempt => new FencedAttempt(running.Single(stage => stage.Id == attempt.StageId), attempt, now));
        foreach (FencedAttempt attempt in open)
        {
            journal.Append(
                context, now, new AttemptCanceled(attempt.Stage.Id, attempt.Attempt.Number, attempt.End(AttemptOutcome.Canceled, null), person));
        }

        running.ForEach(stage => stage.Change(StageCause.Unwanted));
        await context.SaveChangesAsync(cancel);
        // What reads goes before what it reads: a stage that still waits keeps its inputs.
        foreach (StageState state in (StageState[])[StageState.Blocked, StageState.Ready])
        {
            List<Guid> waiting;
            do
            {
                waiting = await NobodysOf(context, stages, state).Select(stage => stage.Id).ToListAsync(cancel);
                await context.Stages.Where(stage => waiting.Contains(stage.Id)).ExecuteUpdateAsync(
                    update => update
                        .SetProperty(stage => stage.State, StageTransitions.After(state, StageCause.Unwanted))
                        .SetProperty(stage => stage.Pool, (string?)null)
                        .SetProperty(stage => stage.ChargedExperimentId, (Guid?)null)
                        .SetProperty(stage => stage.OfferedUntil, (DateTimeOffset?)null),
                    cancel);
            }
            while (waiting.Count > 0);
        }

        return open;
    }

    /// <summary>Returns those of some stages that no run has any more, itself or as an input of a stage that is still to be done.</summary>
    private static IQueryable<Stage> NobodysOf(PicieContext context, List<Guid> stages, StageState state)
    {
        IQueryable<Run> live = context.Runs.Where(run => run.CanceledAt == null && run.SupersededById == null && run.DeletedAt == null);
        IQueryable<Guid> had = context.RunStages.Where(had => live.Any(run => run.Id == had.RunId)).Select(had => had.StageId);
        return context.Stages.Where(stage => stages.Contains(stage.Id) && stage.State == state && !had.Contains(stage.Id)
            && !context.StageInputs.Any(input => input.SourceStageId == stage.Id && had.Contains(input.StageId)
                && context.Stages.Any(reader => reader.Id == input.StageId && reader.State != StageState.Done && reader.State != StageState.Canceled)));
    }
}
