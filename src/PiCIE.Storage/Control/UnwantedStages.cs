using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.States;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Control;

/// <summary>Cancels the stages that no run has any more after runs were canceled or deleted. An attempt at one is fenced in the same transaction.</summary>
/// <param name="journal">Takes the events.</param>
internal sealed class UnwantedStages(EventJournal journal)
{
    private readonly StageChanges _changes = new(journal);

    /// <summary>Cancels them and saves what follows; the stages are locked.</summary>
    /// <param name="context">The database, inside the transaction of the change.</param>
    /// <param name="stages">Ids of the stages that the runs needed.</param>
    /// <param name="person">Name of the person who made the change.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Cancels the call.</param>
    public async Task CancelAsync(PicieContext context, List<Guid> stages, string person, DateTimeOffset now, CancellationToken cancel)
    {
        IReadOnlyList<FencedAttempt> ended = await CancelStagesAsync(context, stages, person, now, cancel);
        await _changes.SaveWithOffersAsync(context, now, stages, cancel);
        foreach (FencedAttempt attempt in ended)
        {
            await attempt.ChargeAsync(context, cancel);
        }
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
