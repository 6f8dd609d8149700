using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Faults;
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
        Look? look;
        do
        {
            look = await DatabaseChange.RunAsync(contexts, context => OfferAsync(context, pools, runs, cancel), cancel);
            foreach (OfferedStage offered in look?.Offers ?? [])
            {
                await CreateAsync(offered, cancel);
            }
        }
        while (look is { Full: true });

        return look is not null;
    }

    private async Task CreateAsync(OfferedStage offered, CancellationToken cancel)
    {
        try
        {
            CriticalPoints.Pass(CriticalPoints.OfferBeforeCreate);
            offered.Pool.Create(offered.Title, offered.Stage, offered.Offer);
            CriticalPoints.Pass(CriticalPoints.OfferAfterCreate);
            await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
            await QueueSignals.TellAsync(context, offered.Pool.Name, cancel);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNoJob(exception, offered.Title, offered.Offer);
            await TakeBackAsync(offered, cancel);
        }
    }

    /// <summary>Writes offers; null where another process does so at this moment.</summary>
    private async Task<Look?> OfferAsync(PicieContext context, IReadOnlyList<JobPool> pools, IReadOnlyCollection<Guid>? runs, CancellationToken cancel)
    {
        if (!await DatabaseChange.TryExclusiveAsync(context, ExclusiveWork.Admission, cancel))
        {
            return null;
        }

        DateTimeOffset now = await clock.NowAsync(context, cancel);
        await Offers.ClearAsync(context.Stages.Where(stage => stage.State == StageState.Ready && stage.OfferedUntil <= now), cancel);
        PoolRoom room = await PoolRoom.CountAsync(context, pools, cancel);
        PersonLimits limits = await PersonLimits.ReadAsync(context, cancel);
        times.Take(limits.Times);
        if (!room.Any)
        {
            return new Look([], false);
        }

        List<ChosenStage> chosen = await ChooseAsync(context, room, limits, runs, now, cancel);
        return new Look(await WriteAsync(context, chosen, now + times.Offer, cancel), chosen.Count == MostOffers);
    }

    /// <summary>Chooses stages and their pools; nothing is locked or written yet.</summary>
    private static async Task<List<ChosenStage>> ChooseAsync(
        PicieContext context, PoolRoom room, PersonLimits limits, IReadOnlyCollection<Guid>? runs, DateTimeOffset now, CancellationToken cancel)
    {
        ReadyQueues queues = new(context, runs, now);
        await queues.ReadAsync(cancel);
        ExperimentRoom experiments = await ExperimentRoom.CountAsync(context, [.. queues.All.Select(queue => queue.Experiment).Distinct()], limits, cancel);
        FairOrder order = new(context, limits, experiments, now);
        List<ChosenStage> chosen = [];
        while (chosen.Count < MostOffers && room.Any)
        {
            ReadyQueue[] open = [.. queues.All.Where(queue => queue.First is not null && room.CanDo(queue.Needs) && experiments.HasRoom(queue.Experiment))];
            if ((await order.NextAsync(open, cancel))?.First is not { } next || room.Take(next) is not { } pool)
            {
                break;
            }

            Guid charged = experiments.Charge(next);
            order.Charge(next, charged);
            chosen.Add(new ChosenStage(next.Id, pool, charged));
            await queues.TakeAsync(next, cancel);
        }

        return chosen;
    }

    /// <summary>Locks the chosen stages and offers those that still wait; whoever changed one in between raises a signal of their own.</summary>
    private static async Task<IReadOnlyList<OfferedStage>> WriteAsync(PicieContext context, List<ChosenStage> chosen, DateTimeOffset until, CancellationToken cancel)
    {
        if (chosen.Count == 0)
        {
            return [];
        }

        Guid[] ids = [.. chosen.Select(one => one.Stage)];
        await StageLocks.TakeAsync(context, ids, cancel);
        Dictionary<Guid, Stage> stages = await context.Stages
            .Where(row => ids.Contains(row.Id) && context.StageWanters.Any(wanter => wanter.StageId == row.Id && wanter.Ready)).ToDictionaryAsync(row => row.Id, cancel);
        List<OfferedStage> offers = [];
        foreach (ChosenStage one in chosen)
        {
            if (stages.GetValueOrDefault(one.Stage) is not { State: StageState.Ready, OfferedUntil: null } stage)
            {
                continue;
            }

            stage.ChargedExperimentId = one.Charged;
            stage.Pool = one.Pool.Name;
            stage.Offer++;
            stage.OfferedUntil = until;
            offers.Add(new OfferedStage(stage.Id, stage.Title, stage.Offer, one.Pool));
        }

        await context.SaveChangesAsync(cancel);
        return offers;
    }

    private async Task TakeBackAsync(OfferedStage offered, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await Offers.ClearAsync(
            context.Stages.Where(stage => stage.Id == offered.Stage && stage.Offer == offered.Offer && stage.State == StageState.Ready), cancel);
    }

    [LoggerMessage(1, LogLevel.Error, "The job of {Title}, offer {Offer}, could not be made; the stage is offered again")]
    private partial void LogNoJob(Exception exception, string title, int offer);

    /// <summary>What one look offered, and whether more may fit.</summary>
    private sealed record Look(IReadOnlyList<OfferedStage> Offers, bool Full);

    /// <summary>A stage that is to be offered.</summary>
    private sealed record ChosenStage(Guid Stage, JobPool Pool, Guid Charged);
}
