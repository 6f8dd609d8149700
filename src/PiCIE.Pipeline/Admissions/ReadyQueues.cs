using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Admissions;

/// <summary>
/// Reads what waits: for each experiment and each kind of needs a queue in the experiment's own order. Of a queue only the first is read, and the next few once that one is
/// taken, so that a look costs the same however many wait behind them.
/// </summary>
/// <param name="context">The database, inside the transaction that makes the offers.</param>
/// <param name="runs">Ids of the runs that are worked on beside those that somebody follows; null for everything that is wanted.</param>
/// <param name="now">The time.</param>
internal sealed class ReadyQueues(PicieContext context, IReadOnlyCollection<Guid>? runs, DateTimeOffset now)
{
    /// <summary>Number of stages that are read of a queue whose first one was taken: one look makes no more offers.</summary>
    private const int Next = 16;

    /// <summary>
    /// Steps from queue to queue along the index, so that it touches one row of each. A plain <c>distinct</c> reads every waiting stage: of 10,000 that alone takes longer
    /// than all the rest.
    /// </summary>
    private const string Names =
        """
        with recursive queue(experiment_id, needs) as (
            select first.experiment_id, first.needs
            from (select experiment_id, needs from stage_wanters order by experiment_id, needs limit 1) first
            union all
            select
                case when (select w.needs from stage_wanters w where w.experiment_id = queue.experiment_id and w.needs > queue.needs order by w.needs limit 1) is not null
                    then queue.experiment_id
                    else (select w.experiment_id from stage_wanters w where w.experiment_id > queue.experiment_id order by w.experiment_id limit 1) end,
                coalesce(
                    (select w.needs from stage_wanters w where w.experiment_id = queue.experiment_id and w.needs > queue.needs order by w.needs limit 1),
                    (select w.needs from stage_wanters w where w.experiment_id > queue.experiment_id order by w.experiment_id, w.needs limit 1))
            from queue where queue.experiment_id is not null)
        select experiment_id, needs from queue where experiment_id is not null
        """;

    private readonly Dictionary<Guid, ReadyStage> _read = [];
    private readonly HashSet<Guid> _taken = [];

    /// <summary>The queues that had a stage when they were read.</summary>
    public IReadOnlyList<ReadyQueue> All { get; private set; } = [];

    /// <summary>Reads the first stage of each queue.</summary>
    public async Task ReadAsync(CancellationToken cancel)
    {
        IQueryable<StageWanter> waiting = Waiting();
        var heads = await context.Database.SqlQueryRaw<QueueName>(Names)
            .Select(queue => new
            {
                queue.ExperimentId,
                queue.Needs,
                Stage = waiting.Where(wanter => wanter.ExperimentId == queue.ExperimentId && wanter.Needs == queue.Needs)
                    .OrderBy(wanter => wanter.Position).Select(wanter => (Guid?)wanter.StageId).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        await ReadStagesAsync([.. heads.Select(head => head.Stage).OfType<Guid>().Distinct()], cancel);
        All =
        [
            .. heads.Where(head => head.Stage is { } first && IsWanted(first, head.ExperimentId))
                .Select(head => new ReadyQueue(head.ExperimentId, head.Needs, _read[head.Stage!.Value])),
        ];
    }

    /// <summary>Takes a stage out of every queue.</summary>
    public async Task TakeAsync(ReadyStage stage, CancellationToken cancel)
    {
        _taken.Add(stage.Id);
        foreach (ReadyQueue queue in All.Where(queue => queue.First?.Id == stage.Id))
        {
            if (queue.Rest is null)
            {
                Guid[] next = await Waiting().Where(wanter => wanter.ExperimentId == queue.Experiment && wanter.Needs == queue.Needs)
                    .OrderBy(wanter => wanter.Position).Select(wanter => wanter.StageId).Take(Next).ToArrayAsync(cancel);
                await ReadStagesAsync([.. next.Where(id => !_read.ContainsKey(id))], cancel);
                queue.Rest = new Queue<ReadyStage>(next.Where(id => IsWanted(id, queue.Experiment)).Select(id => _read[id]));
            }

            queue.MoveOn(_taken);
        }
    }

    /// <summary>Returns whether an experiment wanted a stage when the stage was read: a statement later than its place in the queue, and somebody may have canceled or paused in between.</summary>
    private bool IsWanted(Guid stage, Guid experiment) => _read.TryGetValue(stage, out ReadyStage? read) && read.Wanters.Any(wanter => wanter.Experiment == experiment);

    /// <summary>Returns the wanters whose stages may be offered.</summary>
    private IQueryable<StageWanter> Waiting()
    {
        // SQLite looks a column up in an index only where it is compared with something.
        bool yes = true;
        IQueryable<StageWanter> ready = context.StageWanters.Where(wanter => wanter.Ready == yes && context.Stages.Any(
            stage => stage.Id == wanter.StageId && stage.State == StageState.Ready && stage.OfferedUntil == null && (stage.NotBefore == null || stage.NotBefore <= now)));
        if (runs is null)
        {
            return ready;
        }

        IQueryable<Guid> needed = Wanting.NeededBy(context, runs).Union(Wanting.NeededByFollowers(context));
        return ready.Where(wanter => needed.Contains(wanter.StageId));
    }

    private async Task ReadStagesAsync(Guid[] ids, CancellationToken cancel)
    {
        if (ids.Length == 0)
        {
            return;
        }

        List<ReadyStage> stages = await context.Stages.Where(stage => ids.Contains(stage.Id)).Select(stage => new ReadyStage
        {
            Id = stage.Id,
            Priority = stage.WantedPriority,
            Kind = stage.Kind,
            Device = stage.Device,
            Needs = stage.Needs,
            LastPool = stage.LastPool,
            KeptHome = context.Attempts.Where(attempt => attempt.StageId == stage.Id && attempt.KeptHome != null)
                .OrderByDescending(attempt => attempt.Number).Select(attempt => attempt.KeptHome).FirstOrDefault(),
        }).ToListAsync(cancel);
        ILookup<Guid, ReadyStage.Wanter> wanters = (await context.StageWanters.Where(wanter => ids.Contains(wanter.StageId))
            .Select(wanter => new { wanter.StageId, wanter.ExperimentId, wanter.Age, wanter.Position }).ToListAsync(cancel))
            .ToLookup(row => row.StageId, row => new ReadyStage.Wanter(row.ExperimentId, row.Age, row.Position));
        stages.ForEach(stage => stage.Wanters = [.. wanters[stage.Id]]);
        stages.ForEach(stage => _read[stage.Id] = stage);
    }

    /// <summary>The name of a queue.</summary>
    private sealed class QueueName
    {
        public required Guid ExperimentId { get; init; }

        public required string Needs { get; init; }
    }
}
