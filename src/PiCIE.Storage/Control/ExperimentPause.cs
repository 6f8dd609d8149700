using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.States;
using PiCIE.Storage.Auditing;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Control;

/// <summary>Begins and ends the pause of an experiment. While it is paused it wants nothing: none of its stages starts for it.</summary>
/// <param name="contexts">Opens contexts.</param>
/// <param name="journal">Takes the events.</param>
/// <param name="clock">Gives the time, where the database has no clock of its own.</param>
public sealed class ExperimentPause(IDbContextFactory<PicieContext> contexts, EventJournal journal, TimeProvider clock)
{
    private readonly StageChanges _changes = new(journal);

    /// <summary>Pauses an experiment.</summary>
    /// <param name="experiment">Its id.</param>
    /// <param name="stopsWork">Whether what runs for it alone is stopped too; otherwise it goes on to its end.</param>
    /// <param name="author">Who pauses it.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Whether anything changed.</returns>
    public Task<bool> BeginAsync(Guid experiment, bool stopsWork, Author author, CancellationToken cancel) => ChangeAsync(
        experiment,
        author,
        (row, now) =>
        {
            if (row.PausedAt is not null && (row.PauseNow || !stopsWork))
            {
                return null;
            }

            (row.PausedAt, row.PauseNow) = (row.PausedAt ?? now, stopsWork);
            return new ExperimentPaused(experiment, author.Person, stopsWork);
        },
        cancel);

    /// <summary>Ends the pause of an experiment.</summary>
    /// <param name="experiment">Its id.</param>
    /// <param name="author">Who ends it.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Whether it was paused.</returns>
    public Task<bool> EndAsync(Guid experiment, Author author, CancellationToken cancel) => ChangeAsync(
        experiment,
        author,
        (row, _) =>
        {
            if (row.PausedAt is null)
            {
                return null;
            }

            (row.PausedAt, row.PauseNow) = (null, false);
            return new ExperimentResumed(experiment, author.Person);
        },
        cancel);

    private Task<bool> ChangeAsync(Guid experiment, Author author, Func<Experiment, DateTimeOffset, PipelineEvent?> change, CancellationToken cancel) => DatabaseChange.RunAsync(
        contexts,
        async context =>
        {
            await StageLocks.TakeAsync(context, await OpenOfAsync(context, experiment, cancel), cancel);
            await SqlDialect.Of(context).LockAsync(context, "experiments", [experiment], cancel);
            DateTimeOffset now = await clock.NowAsync(context, cancel);
            if (change(await context.Experiments.SingleAsync(row => row.Id == experiment, cancel), now) is not { } happened)
            {
                return false;
            }

            journal.Append(context, now, happened);
            // A submit may have added some before the experiment was locked.
            await _changes.SaveWithOffersAsync(context, now, await OpenOfAsync(context, experiment, cancel), cancel);
            await author.RecordAsync(context, now, cancel);
            return true;
        },
        cancel);

    /// <summary>
    /// Returns the stages of an experiment that are not done, and those that they read. What a done run has may be among them: its artifact was lost since, and the run
    /// needs it again as soon as it loses its last stage too.
    /// </summary>
    private static async Task<IReadOnlyCollection<Guid>> OpenOfAsync(PicieContext context, Guid experiment, CancellationToken cancel)
    {
        IQueryable<Guid> needed = Wanting.NeededBy(context, context.Runs.Where(run => run.ExperimentId == experiment).Select(run => run.Id));
        return await context.Stages.Where(stage => needed.Contains(stage.Id) && stage.State != StageState.Done).Select(stage => stage.Id).ToListAsync(cancel);
    }
}
