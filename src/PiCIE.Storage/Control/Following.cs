using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Control;

/// <summary>
/// Ends the following of runs by processes of a home. What only they asked for is wanted no more, and keeps its state: whoever asks for it again goes
/// on with it. A submit begins the following.
/// </summary>
/// <param name="contexts">Opens contexts.</param>
/// <param name="journal">Takes the events of runs that end.</param>
/// <param name="clock">Gives the time, where the database has no clock of its own.</param>
public sealed class Following(IDbContextFactory<PicieContext> contexts, EventJournal journal, TimeProvider clock)
{
    private readonly StageChanges _changes = new(journal);

    /// <summary>Returns the processes that follow, also those that died.</summary>
    /// <param name="cancel">Cancels the query.</param>
    public async Task<IReadOnlyList<Follower>> ListAsync(CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        return await context.Followers.AsNoTracking().OrderBy(follower => follower.Id).ToListAsync(cancel);
    }

    /// <summary>Deletes followers; offers of stages that nobody wants then are withdrawn.</summary>
    /// <param name="followers">Ids of the followers; one that is not there is passed over.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Number of followers that were deleted.</returns>
    public Task<int> EndAsync(IReadOnlyCollection<Guid> followers, CancellationToken cancel) => DatabaseChange.RunAsync(
        contexts,
        async context =>
        {
            IQueryable<Guid> named = context.Followers.Where(follower => followers.Contains(follower.Id))
                .Join(context.RevisionRuns, follower => follower.RevisionId, named => named.RevisionId, (_, named) => named.RunId);
            IQueryable<Guid> needed = Wanting.NeededBy(context, named);
            List<Guid> stages = await context.Stages.Where(stage => needed.Contains(stage.Id) && stage.State != StageState.Done).Select(stage => stage.Id).ToListAsync(cancel);
            await StageLocks.TakeAsync(context, stages, cancel);
            DateTimeOffset now = await clock.NowAsync(context, cancel);
            int deleted = await context.Followers.Where(follower => followers.Contains(follower.Id)).ExecuteDeleteAsync(cancel);
            if (deleted > 0)
            {
                await _changes.SaveWithOffersAsync(context, now, stages, cancel);
            }

            return deleted;
        },
        cancel);
}
