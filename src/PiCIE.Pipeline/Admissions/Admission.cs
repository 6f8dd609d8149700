using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Admissions;

/// <summary>
/// Offers the next ready stages to a pool with room: by priority, then age, then depth first. It looks at the tables and not at events, so
/// one call too many changes nothing and a lost one is made good by the next. Offers are committed before their jobs are made; a crash in
/// between costs the time of one offer.
/// </summary>
internal sealed partial class Admission(
    IDbContextFactory<PicieContext> contexts, AdmissionTimes times, TimeProvider clock, ILogger<Admission> logger)
{
    /// <summary>Largest number of offers in one transaction.</summary>
    private const int MostOffers = 16;

    /// <summary>Offers as many stages as there is room for, and makes their jobs.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="runs">Ids of the runs that are worked on.</param>
    /// <param name="cancel">Cancels the call; what is offered already stays offered until its offer ends.</param>
    public async Task AdmitAsync(JobPool pool, IReadOnlyCollection<Guid> runs, CancellationToken cancel)
    {
        foreach (OfferedStage offered in await DatabaseChange.RunAsync(contexts, context => OfferAsync(context, pool, runs, cancel), cancel))
        {
            try
            {
                pool.Create(offered.Title, offered.Stage, offered.Offer);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNoJob(exception, offered.Title, offered.Offer);
                await TakeBackAsync(offered, cancel);
            }
        }
    }

    private async Task<IReadOnlyList<OfferedStage>> OfferAsync(PicieContext context, JobPool pool, IReadOnlyCollection<Guid> runs, CancellationToken cancel)
    {
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        await Offers.ClearAsync(context.Stages.Where(stage => stage.State == StageState.Ready && stage.OfferedUntil <= now), cancel);
        int room = Math.Min(MostOffers, pool.Slots - await context.Stages.CountAsync(stage => stage.Pool == pool.Name, cancel));
        List<OfferedStage> offers = [];
        while (offers.Count < room && await OfferNextAsync(context, pool, runs, now, cancel) is { } offered)
        {
            offers.Add(offered);
        }

        return offers;
    }

    private async Task<OfferedStage?> OfferNextAsync(
        PicieContext context, JobPool pool, IReadOnlyCollection<Guid> runs, DateTimeOffset now, CancellationToken cancel)
    {
        IQueryable<Guid> needed = Wanting.NeededBy(context, runs);
        IQueryable<Guid> withRoom = WithRoom(context);
        Guid? next = await context.StageWanters
            .Where(wanter => wanter.Ready && withRoom.Contains(wanter.ExperimentId) && needed.Contains(wanter.StageId))
            .Join(
                context.Stages.Where(stage => stage.State == StageState.Ready && stage.OfferedUntil == null && (stage.NotBefore == null || stage.NotBefore <= now)),
                wanter => wanter.StageId, stage => stage.Id, (wanter, stage) => new { stage.Id, stage.WantedPriority, wanter.Age, wanter.Position })
            .OrderByDescending(row => row.WantedPriority).ThenBy(row => row.Age).ThenBy(row => row.Position).ThenBy(row => row.Id)
            .Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancel);
        if (next is null)
        {
            return null;
        }

        await StageLocks.TakeAsync(context, [next.Value], cancel);
        Stage stage = await context.Stages.SingleAsync(row => row.Id == next, cancel);
        if (stage.State != StageState.Ready || stage.OfferedUntil is not null)
        {
            // Somebody canceled or changed it before it was locked, and by now it is none of the ready ones.
            return await OfferNextAsync(context, pool, runs, now, cancel);
        }

        stage.ChargedExperimentId = await context.StageWanters
            .Where(wanter => wanter.StageId == next && withRoom.Contains(wanter.ExperimentId))
            .Join(context.Experiments, wanter => wanter.ExperimentId, experiment => experiment.Id, (wanter, experiment) => new { experiment.Id, experiment.Priority, wanter.Age })
            .OrderByDescending(row => row.Priority).ThenBy(row => row.Age).ThenBy(row => row.Id)
            .Select(row => row.Id).FirstAsync(cancel);
        stage.Pool = pool.Name;
        stage.Offer++;
        stage.OfferedUntil = now + times.Offer;
        await context.SaveChangesAsync(cancel);
        return new OfferedStage(stage.Id, stage.Title, stage.Offer);
    }

    /// <summary>Returns the experiments whose limit is not reached by the offered and running stages that are charged to them.</summary>
    private static IQueryable<Guid> WithRoom(PicieContext context) => context.Experiments
        .Where(experiment => experiment.PausedAt == null && (experiment.MaxConcurrent == null
            || context.Stages.Count(stage => stage.ChargedExperimentId == experiment.Id) < experiment.MaxConcurrent))
        .Select(experiment => experiment.Id);

    private async Task TakeBackAsync(OfferedStage offered, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await Offers.ClearAsync(
            context.Stages.Where(stage => stage.Id == offered.Stage && stage.Offer == offered.Offer && stage.State == StageState.Ready), cancel);
    }

    [LoggerMessage(1, LogLevel.Error, "The job of {Title}, offer {Offer}, could not be made; the stage is offered again")]
    private partial void LogNoJob(Exception exception, string title, int offer);
}
