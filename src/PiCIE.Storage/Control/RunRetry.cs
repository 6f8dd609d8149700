using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.States;
using PiCIE.Storage.Auditing;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Control;

/// <summary>Asks again for runs that failed, were canceled, or were not asked for any more. The tries of their stages start anew.</summary>
/// <param name="contexts">Opens contexts.</param>
/// <param name="journal">Takes the events.</param>
/// <param name="clock">Gives the time, where the database has no clock of its own.</param>
public sealed class RunRetry(IDbContextFactory<PicieContext> contexts, EventJournal journal, TimeProvider clock)
{
    private readonly StageChanges _changes = new(journal);

    /// <summary>Asks again for those of some runs that failed, were canceled, or are not asked for.</summary>
    /// <param name="runs">Ids of the runs.</param>
    /// <param name="failed">Whether failed ones are tried again too.</param>
    /// <param name="author">Who asks.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Ids of the runs that are asked for again.</returns>
    public Task<IReadOnlyList<Guid>> AskAgainAsync(IReadOnlyCollection<Guid> runs, bool failed, Author author, CancellationToken cancel) =>
        DatabaseChange.RunAsync(contexts, context => AskAgainAsync(context, runs, failed, author, cancel), cancel);

    private async Task<IReadOnlyList<Guid>> AskAgainAsync(PicieContext context, IReadOnlyCollection<Guid> runs, bool failed, Author author, CancellationToken cancel)
    {
        List<Guid> needed = await Wanting.NeededBy(context, runs).ToListAsync(cancel);
        await StageLocks.TakeAsync(context, needed, cancel);
        await SqlDialect.Of(context).LockAsync(context, "runs", runs, cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        IQueryable<Guid> askedFor = Wanting.AskedFor(context).Select(run => run.Id);
        List<Run> asked = await context.Runs
            .Where(run => runs.Contains(run.Id) && run.Status != RunStatus.Done && run.SupersededById == null && run.DeletedAt == null
                && (run.CanceledAt != null || !askedFor.Contains(run.Id) || (failed && run.Status == RunStatus.Failed)))
            .OrderBy(run => run.ExperimentId).ThenBy(run => run.Position).ToListAsync(cancel);
        if (asked.Count == 0)
        {
            return [];
        }

        foreach (Run run in asked)
        {
            (run.SubmittedAt, run.CanceledAt) = (now, null);
            journal.Append(context, now, new RunAskedAgain(run.ExperimentId, run.Id, author.Person));
        }

        Guid[] ids = [.. asked.Select(run => run.Id)];
        List<Guid> touched = await Wanting.NeededBy(context, ids).ToListAsync(cancel);
        await ResurrectAsync(context, touched, failed, now, cancel);
        await _changes.SaveAsync(context, now, touched, cancel);
        await author.RecordAsync(context, now, cancel);
        return ids;
    }

    private async Task ResurrectAsync(PicieContext context, List<Guid> touched, bool failed, DateTimeOffset now, CancellationToken cancel)
    {
        List<Stage> stages = await context.Stages
            .Where(stage => touched.Contains(stage.Id) && (stage.State == StageState.Canceled || (failed && stage.State == StageState.Failed)))
            .OrderBy(stage => stage.CreatedAt).ToListAsync(cancel);
        Guid[] ids = [.. stages.Select(stage => stage.Id)];
        HashSet<Guid> waiting =
        [
            .. await context.StageInputs
                .Where(input => ids.Contains(input.StageId) && context.Stages.Any(source => source.Id == input.SourceStageId && source.State != StageState.Done))
                .Select(input => input.StageId).ToListAsync(cancel),
        ];
        foreach (Stage stage in stages)
        {
            stage.TriesFrom = stage.AttemptNumber + 1;
            stage.Change(waiting.Contains(stage.Id) ? StageCause.WantedAgainWithoutInputs : StageCause.WantedAgain);
            if (stage.State == StageState.Ready)
            {
                journal.Append(context, now, new StageBecameReady(stage.Id));
            }
        }
    }
}
