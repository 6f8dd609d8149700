using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Limits;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Admissions;

/// <summary>
/// Offers the next ready stages to pools with room: by priority, then to the person who used least for their weight, then age, then depth first. It looks at the tables and not at events, so
/// one call too many changes nothing and a lost one is made good by the next. Offers are committed before their jobs are made; a crash in
/// between costs the time of one offer. One process at a time admits on a database.
/// </summary>
internal sealed partial class Admission(
    IDbContextFactory<PicieContext> contexts, QueueTimes times, TimeProvider clock, ILogger<Admission> logger)
{
    /// <summary>Largest number of offers in one transaction.</summary>
    private const int MostOffers = 16;

    /// <summary>Offers as many stages as there is room for, and makes their jobs.</summary>
    /// <param name="pools">The pools.</param>
    /// <param name="runs">Ids of the runs that are worked on beside those that somebody follows; null for everything that is wanted.</param>
    /// <param name="cancel">Cancels the call; what is offered already stays offered until its offer ends.</param>
    /// <returns>Whether it looked; false where another process admits at this moment.</returns>
    public async Task<bool> AdmitAsync(IReadOnlyList<JobPool> pools, IReadOnlyCollection<Guid>? runs, CancellationToken cancel)
    {
        IReadOnlyList<OfferedStage>? offers;
        do
        {
            offers = await DatabaseChange.RunAsync(contexts, context => OfferAsync(context, pools, runs, cancel), cancel);
            foreach (OfferedStage offered in offers ?? [])
            {
                await CreateAsync(offered, cancel);
            }
        }
        while (offers?.Count == MostOffers);

        return offers is not null;
    }

    private async Task CreateAsync(OfferedStage offered, CancellationToken cancel)
    {
        try
        {
            offered.Pool.Create(offered.Title, offered.Stage, offered.Offer);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNoJob(exception, offered.Title, offered.Offer);
            await TakeBackAsync(offered, cancel);
        }
    }

    /// <summary>Writes offers; null where another process does so at this moment.</summary>
    private async Task<IReadOnlyList<OfferedStage>?> OfferAsync(
        PicieContext context, IReadOnlyList<JobPool> pools, IReadOnlyCollection<Guid>? runs, CancellationToken cancel)
    {
        if (!await DatabaseChange.TryExclusiveAsync(context, ExclusiveWork.Admission, cancel))
        {
            return null;
        }

        DateTimeOffset now = await clock.NowAsync(context, cancel);
        await Offers.ClearAsync(context.Stages.Where(stage => stage.State == StageState.Ready && stage.OfferedUntil <= now), cancel);
        PoolRoom room = await PoolRoom.CountAsync(context, pools, cancel);
        FairOrder order = new(context, await PersonLimits.ReadAsync(context, cancel), now);
        List<OfferedStage> offers = [];
        while (offers.Count < MostOffers && room.Any && await OfferNextAsync(context, room, order, runs, now, cancel) is { } offered)
        {
            offers.Add(offered);
        }

        return offers;
    }

    private async Task<OfferedStage?> OfferNextAsync(
        PicieContext context, PoolRoom room, FairOrder order, IReadOnlyCollection<Guid>? runs, DateTimeOffset now, CancellationToken cancel)
    {
        IQueryable<Guid> withRoom = await order.WithRoomAsync(cancel);
        IQueryable<StageWanter> ready = context.StageWanters.Where(wanter => wanter.Ready && withRoom.Contains(wanter.ExperimentId));
        if (runs is not null)
        {
            IQueryable<Guid> needed = Wanting.NeededBy(context, runs).Union(Wanting.NeededByFollowers(context));
            ready = ready.Where(wanter => needed.Contains(wanter.StageId));
        }

        if (!room.TakesEverything)
        {
            string[] doable = [.. (await ready.Select(wanter => wanter.Needs).Distinct().ToListAsync(cancel)).Where(room.CanDo)];
            ready = ready.Where(wanter => doable.Contains(wanter.Needs));
        }

        Guid? next = await order.NextAsync(ready, cancel);
        if (next is null)
        {
            return null;
        }

        await StageLocks.TakeAsync(context, [next.Value], cancel);
        Stage stage = await context.Stages.SingleAsync(row => row.Id == next, cancel);
        if (stage.State != StageState.Ready || stage.OfferedUntil is not null || room.Take(stage) is not { } pool)
        {
            // Somebody canceled or changed it before it was locked, and by now it is none of the ready ones.
            context.Entry(stage).State = EntityState.Detached;
            return await OfferNextAsync(context, room, order, runs, now, cancel);
        }

        stage.ChargedExperimentId = await context.StageWanters
            .Where(wanter => wanter.StageId == next && withRoom.Contains(wanter.ExperimentId))
            .Join(context.Experiments, wanter => wanter.ExperimentId, experiment => experiment.Id, (wanter, experiment) => new { experiment.Id, experiment.Priority, wanter.Age })
            .OrderByDescending(row => row.Priority).ThenBy(row => row.Age).ThenBy(row => row.Id)
            .Select(row => row.Id).FirstAsync(cancel);
        await order.ChargeAsync(stage, cancel);
        stage.Pool = pool.Name;
        stage.Offer++;
        stage.OfferedUntil = now + times.Offer;
        await context.SaveChangesAsync(cancel);
        return new OfferedStage(stage.Id, stage.Title, stage.Offer, pool);
    }

    private async Task TakeBackAsync(OfferedStage offered, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await Offers.ClearAsync(
            context.Stages.Where(stage => stage.Id == offered.Stage && stage.Offer == offered.Offer && stage.State == StageState.Ready), cancel);
    }

    [LoggerMessage(1, LogLevel.Error, "The job of {Title}, offer {Offer}, could not be made; the stage is offered again")]
    private partial void LogNoJob(Exception exception, string title, int offer);
}
