using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.States;
using PiCIE.Storage.Auditing;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Control;

/// <summary>Sets the priority of an experiment. A stage that others want too keeps the highest of all who want it.</summary>
/// <param name="contexts">Opens contexts.</param>
/// <param name="journal">Takes the events.</param>
/// <param name="clock">Gives the time, where the database has no clock of its own.</param>
public sealed class ExperimentPriority(IDbContextFactory<PicieContext> contexts, EventJournal journal, TimeProvider clock)
{
    /// <summary>Sets the priority.</summary>
    /// <param name="experiment">Id of the experiment.</param>
    /// <param name="priority">The priority, −100 to 100, higher first.</param>
    /// <param name="author">Who sets it.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Whether it had another one.</returns>
    public Task<bool> SetAsync(Guid experiment, int priority, Author author, CancellationToken cancel) => DatabaseChange.RunAsync(
        contexts,
        async context =>
        {
            IQueryable<Guid> needed = Wanting.NeededBy(context, context.Runs.Where(run => run.ExperimentId == experiment).Select(run => run.Id));
            List<Guid> open = await context.Stages.Where(stage => needed.Contains(stage.Id) && stage.State != StageState.Done).Select(stage => stage.Id).ToListAsync(cancel);
            await StageLocks.TakeAsync(context, open, cancel);
            await SqlDialect.Of(context).LockAsync(context, "experiments", [experiment], cancel);
            Experiment row = await context.Experiments.SingleAsync(row => row.Id == experiment, cancel);
            if (row.Priority == priority)
            {
                return false;
            }

            row.Priority = priority;
            DateTimeOffset now = await clock.NowAsync(context, cancel);
            journal.Append(context, now, new ExperimentPrioritised(experiment, author.Person, priority));
            await context.SaveChangesAsync(cancel);
            await Wanting.UpdateAsync(context, open, cancel);
            await author.RecordAsync(context, now, cancel);
            await QueueSignals.RaiseAsync(context, cancel);
            return true;
        },
        cancel);
}
