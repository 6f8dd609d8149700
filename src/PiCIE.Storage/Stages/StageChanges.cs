using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;

namespace PiCIE.Storage.Stages;

/// <summary>Saves a change of some stages with what follows from it: what is wanted, which offers stand, how runs are, and the signal to admission.</summary>
/// <param name="journal">Takes the events of runs that end.</param>
internal sealed class StageChanges(EventJournal journal)
{
    /// <summary>Saves it; the stages are locked.</summary>
    /// <param name="context">The database, inside the transaction of the change.</param>
    /// <param name="now">The time.</param>
    /// <param name="changed">Ids of the stages whose state or wanting changed.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>True.</returns>
    public async Task<bool> SaveAsync(PicieContext context, DateTimeOffset now, IReadOnlyCollection<Guid> changed, CancellationToken cancel)
    {
        await context.SaveChangesAsync(cancel);
        await Wanting.UpdateAsync(context, changed, cancel);
        await RunProgress.UpdateAsync(context, journal, changed, now, cancel);
        await context.SaveChangesAsync(cancel);
        await QueueSignals.RaiseAsync(context, cancel);
        return true;
    }

    /// <summary>
    /// Saves the start of a stage. Nobody wants it more or less because of it, and of its runs only those change that waited: two statements instead of the dozen of any other change, for
    /// every stage starts.
    /// </summary>
    /// <param name="context">The database, inside the transaction of the start.</param>
    /// <param name="stage">Id of the stage.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task SaveStartAsync(PicieContext context, Guid stage, CancellationToken cancel)
    {
        await context.SaveChangesAsync(cancel);
        await context.StageWanters.Where(wanter => wanter.StageId == stage).ExecuteUpdateAsync(update => update.SetProperty(wanter => wanter.Ready, false), cancel);
        await context.Runs
            .Where(run => run.Status == RunStatus.Waiting && context.RunStages.Any(wanted => wanted.RunId == run.Id && wanted.StageId == stage))
            .ExecuteUpdateAsync(update => update.SetProperty(run => run.Status, RunStatus.Running), cancel);
        await QueueSignals.RaiseAsync(context, cancel);
    }

    /// <summary>Saves a change after which some stages may have lost everybody who wants them: their offers are withdrawn.</summary>
    /// <inheritdoc cref="SaveAsync" path="/param"/>
    public async Task SaveWithOffersAsync(PicieContext context, DateTimeOffset now, IReadOnlyCollection<Guid> changed, CancellationToken cancel)
    {
        await SaveAsync(context, now, changed, cancel);
        await Offers.ClearAsync(
            context.Stages.Where(stage => stage.OfferedUntil != null && changed.Contains(stage.Id) && !context.StageWanters.Any(wanter => wanter.StageId == stage.Id)),
            cancel);
    }
}
