using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Migrating;
using PiCIE.Storage.Stages;
using PiCIE.Storage.Workers;

namespace PiCIE.Pipeline.Workers;

/// <summary>Keeps the rows of workers and their pools: who is there, what it can do, and since when nothing was heard of it.</summary>
internal sealed class WorkerRegistry(IDbContextFactory<PicieContext> contexts, IStageLedger ledger, QueueTimes times, TimeProvider clock)
{
    /// <summary>Time for which a worker leaves photographs alone that failed it, before it tries them again: somebody may have copied them anew.</summary>
    private static readonly TimeSpan Absence = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Guid, long> _left = [];
    private int _looksAgain;

    /// <summary>Adds a worker with its pools. A former process of the same home is gone, for this one has the home's lock: what it had is ready again.</summary>
    /// <returns>Number of attempts of that former process that were ended as lost.</returns>
    public async Task<int> AddAsync(WorkerIdentity worker, IReadOnlyList<PoolSpec> pools, CancellationToken cancel)
    {
        int lost = await EndFormerAsync(worker, cancel);
        await DatabaseChange.RunAsync(
            contexts,
            async context =>
            {
                if (await context.Workers.AnyAsync(row => row.Id == worker.Id, cancel))
                {
                    // It was added, and the answer was lost.
                    return true;
                }

                DateTimeOffset now = await clock.NowAsync(context, cancel);
                context.Workers.Add(new Worker
                {
                    Id = worker.Id,
                    Host = worker.Host,
                    Pid = worker.Pid,
                    ProcessStartedAt = worker.ProcessStartedAt,
                    Home = worker.Home,
                    SchemaVersion = context.Database.GetMigrations().Last(),
                    HeartbeatAt = now,
                    StartedAt = now,
                });
                string readable = await ReadableAsync(context, cancel);
                context.WorkerPools.AddRange(pools.Select(pool => new WorkerPool
                {
                    WorkerId = worker.Id,
                    Name = pool.Name,
                    Queue = worker.QueueOf(pool.Name),
                    Kinds = JsonSerializer.Serialize(pool.Kinds.Select(kind => kind.Word())),
                    Device = pool.Device,
                    StageVersions = JsonSerializer.Serialize(pool.Kinds.ToDictionary(kind => kind.Word(), StageVersions.Of)),
                    Precisions = """["float32"]""",
                    DataSets = readable,
                    Slots = pool.Slots,
                    OpenSlots = pool.Slots,
                }));
                await context.SaveChangesAsync(cancel);
                return true;
            },
            cancel);
        return lost;
    }

    /// <summary>Says that a worker lives, and which data sets it can read now.</summary>
    /// <returns>The time of the database, and why the worker is to take nothing more and end: somebody asked it to, or the schema is newer than this program; null where it goes on.</returns>
    public async Task<(DateTimeOffset Now, string? End)> BeatAsync(WorkerIdentity worker, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        string readable = await ReadableAsync(context, cancel);
        await context.Workers.Where(row => row.Id == worker.Id && row.EndedAt == null)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.HeartbeatAt, now), cancel);
        List<WorkerPool> pools = await context.WorkerPools.Where(row => row.WorkerId == worker.Id).ToListAsync(cancel);
        pools.ForEach(pool => pool.DataSets = readable);
        await context.SaveChangesAsync(cancel);
        return (now, await WhyEndAsync(context, worker, cancel));
    }

    /// <summary>Closes the pools of a worker that is about to end: nothing more is offered to it, and what was offered and not started goes elsewhere. A worker that is told so by others ends at its next heartbeat.</summary>
    /// <param name="worker">Id of the worker.</param>
    /// <param name="cancel">Cancels the call.</param>
    public Task<bool> CloseAsync(Guid worker, CancellationToken cancel) => DatabaseChange.RunAsync(
        contexts,
        async context =>
        {
            await context.Workers.Where(row => row.Id == worker && row.EndedAt == null).ExecuteUpdateAsync(update => update.SetProperty(row => row.Draining, true), cancel);
            await context.WorkerPools.Where(row => row.WorkerId == worker).ExecuteUpdateAsync(update => update.SetProperty(row => row.OpenSlots, 0), cancel);
            await WithdrawOffersAsync(context, worker, cancel);
            await QueueSignals.RaiseAsync(context, cancel);
            return true;
        },
        cancel);

    /// <summary>Closes the pools of a worker whose breaker opened, and what was offered and not started goes elsewhere; or opens them again.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="reason">Why it takes nothing, for people; null where it takes stages again.</param>
    /// <param name="cancel">Cancels the call.</param>
    public Task<bool> SetBreakerAsync(WorkerIdentity worker, string? reason, CancellationToken cancel) => DatabaseChange.RunAsync(
        contexts,
        async context =>
        {
            DateTimeOffset now = await clock.NowAsync(context, cancel);
            await context.Workers.Where(row => row.Id == worker.Id).ExecuteUpdateAsync(
                update => update.SetProperty(row => row.BreakerReason, reason)
                    .SetProperty(row => row.BreakerOpenedAt, row => reason == null ? null : row.BreakerOpenedAt ?? now),
                cancel);
            IQueryable<WorkerPool> pools = context.WorkerPools
                .Where(pool => pool.WorkerId == worker.Id && context.Workers.Any(row => row.Id == worker.Id && !row.Draining));
            if (reason is null)
            {
                await pools.ExecuteUpdateAsync(update => update.SetProperty(pool => pool.OpenSlots, pool => pool.Slots), cancel);
            }
            else
            {
                await pools.ExecuteUpdateAsync(update => update.SetProperty(pool => pool.OpenSlots, 0), cancel);
                await WithdrawOffersAsync(context, worker.Id, cancel);
            }

            await QueueSignals.RaiseAsync(context, cancel);
            return true;
        },
        cancel);

    /// <summary>Returns whether another worker that is alive, on another home, has open slots and can do a stage.</summary>
    /// <param name="worker">The worker that asks.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="cancel">Cancels the query.</param>
    public async Task<bool> OthersCanDoAsync(WorkerIdentity worker, Stage stage, CancellationToken cancel)
    {
        StageNeeds needs = StageNeeds.Read(stage.Needs);
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        return (await LivePools(context, await clock.NowAsync(context, cancel))
            .Where(pool => context.Workers.Any(row => row.Id == pool.WorkerId && row.Home != worker.Home)).ToListAsync(cancel)).Exists(pool => PoolAbility.Of(pool)(needs));
    }

    /// <summary>
    /// Takes the photographs that a stage reads out of what a worker reads, where another worker that is alive reads them: a copy on one machine may lack some. Where no other does, the failure is the
    /// stage's own.
    /// </summary>
    /// <param name="worker">The worker that they failed.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>Whether they were taken out.</returns>
    public async Task<bool> LeavePhotographsAsync(WorkerIdentity worker, Stage stage, CancellationToken cancel)
    {
        if (StageNeeds.Read(stage.Needs).DataSet is not { } dataSet || !await OthersCanDoAsync(worker, stage, cancel))
        {
            return false;
        }

        _left[dataSet] = clock.GetTimestamp();
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await WriteReadableAsync(context, worker, cancel);
        return true;
    }

    /// <summary>Notes that data sets or their places have changed.</summary>
    public void LookAgain() => Volatile.Write(ref _looksAgain, 1);

    /// <summary>Looks again which data sets a worker can read, where that was noted; otherwise it does so with each heartbeat.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="cancel">Cancels the call.</param>
    public async Task LookAgainAsync(WorkerIdentity worker, CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref _looksAgain, 0) == 0)
        {
            return;
        }

        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await WriteReadableAsync(context, worker, cancel);
    }

    /// <summary>Returns the time until something may be offered although nobody says so, at most a given one; that one where the database does not answer.</summary>
    /// <param name="longest">The given time.</param>
    /// <param name="cancel">Cancels the query.</param>
    public async Task<TimeSpan> UntilDueAsync(TimeSpan longest, CancellationToken cancel)
    {
        try
        {
            await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
            DateTimeOffset now = await clock.NowAsync(context, cancel);
            return await Offers.NextAsync(context, now, cancel) is { } due && due - now < longest ? due - now : longest;
        }
        catch (Exception exception) when (StorageErrors.IsPassing(exception))
        {
            return longest;
        }
    }

    /// <summary>Notes that a worker has ended.</summary>
    public Task<bool> EndAsync(WorkerIdentity worker, CancellationToken cancel) => DatabaseChange.RunAsync(
        contexts,
        async context =>
        {
            DateTimeOffset now = await clock.NowAsync(context, cancel);
            await context.Workers.Where(row => row.Id == worker.Id && row.EndedAt == null)
                .ExecuteUpdateAsync(update => update.SetProperty(row => row.EndedAt, now).SetProperty(row => row.Draining, false), cancel);
            await QueueSignals.RaiseAsync(context, cancel);
            return true;
        },
        cancel);

    /// <summary>Returns the pools with open slots of workers that were heard of within a lease.</summary>
    /// <param name="create">Puts an offered stage into a queue: name of the queue, title, stage, offer.</param>
    /// <param name="cancel">Cancels the query.</param>
    public async Task<IReadOnlyList<JobPool>> LivePoolsAsync(Action<string, string, Guid, int> create, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        var pools = await LivePools(context, await clock.NowAsync(context, cancel)).OrderBy(pool => pool.Queue)
            .Select(pool => new { Pool = pool, Home = context.Workers.Where(row => row.Id == pool.WorkerId).Select(row => row.Home).FirstOrDefault() }).ToListAsync(cancel);
        return
        [
            .. pools.Select(found => new JobPool(found.Pool.Queue, found.Pool.OpenSlots, (title, stage, offer) => create(found.Pool.Queue, title, stage, offer))
            {
                CanDo = PoolAbility.Of(found.Pool),
                Home = found.Home,
            }),
        ];
    }

    private static async Task<string?> WhyEndAsync(PicieContext context, WorkerIdentity worker, CancellationToken cancel)
    {
        try
        {
            await DatabaseMigration.IsCurrentAsync(context, cancel);
        }
        catch (NewerDatabaseException exception)
        {
            return $"{exception.Message} Start that version here.";
        }

        return await context.Workers.AnyAsync(row => row.Id == worker.Id && row.Draining && row.EndedAt == null, cancel) ? "Somebody drains it (picie workers drain)." : null;
    }

    private IQueryable<WorkerPool> LivePools(PicieContext context, DateTimeOffset now)
    {
        DateTimeOffset alive = now - times.Lease;
        return context.WorkerPools.AsNoTracking().Where(pool => pool.OpenSlots > 0
            && context.Workers.Any(row => row.Id == pool.WorkerId && row.EndedAt == null && !row.Draining && row.HeartbeatAt >= alive));
    }

    private async Task<int> EndFormerAsync(WorkerIdentity worker, CancellationToken cancel)
    {
        List<Worker> former;
        await using (PicieContext context = await contexts.CreateDbContextAsync(cancel))
        {
            former = await context.Workers.AsNoTracking().Where(row => row.Home == worker.Home && row.EndedAt == null).ToListAsync(cancel);
        }

        int lost = 0;
        foreach (Worker gone in former)
        {
            lost += await ledger.EndOfWorkerAsync(gone.Id, cancel);
            await DatabaseChange.RunAsync(
                contexts,
                async context =>
                {
                    DateTimeOffset now = await clock.NowAsync(context, cancel);
                    await WithdrawOffersAsync(context, gone.Id, cancel);
                    await context.Workers.Where(row => row.Id == gone.Id).ExecuteUpdateAsync(update => update.SetProperty(row => row.EndedAt, now), cancel);
                    return true;
                },
                cancel);
        }

        return lost;
    }

    private static async Task WithdrawOffersAsync(PicieContext context, Guid worker, CancellationToken cancel)
    {
        List<string> queues = await context.WorkerPools.Where(pool => pool.WorkerId == worker).Select(pool => pool.Queue).ToListAsync(cancel);
        await Offers.ClearAsync(context.Stages.Where(stage => stage.OfferedUntil != null && stage.Pool != null && queues.Contains(stage.Pool)), cancel);
    }

    private async Task WriteReadableAsync(PicieContext context, WorkerIdentity worker, CancellationToken cancel)
    {
        string readable = await ReadableAsync(context, cancel);
        await context.WorkerPools.Where(pool => pool.WorkerId == worker.Id).ExecuteUpdateAsync(update => update.SetProperty(pool => pool.DataSets, readable), cancel);
    }

    /// <summary>Returns the data sets of which a folder is on this machine and did not fail it a short while ago, as a JSON list of ids.</summary>
    private async Task<string> ReadableAsync(PicieContext context, CancellationToken cancel)
    {
        var paths = await context.DataSetPaths.Select(row => new { row.DataSetId, row.Path }).ToListAsync(cancel);
        return JsonSerializer.Serialize(paths.Where(row => Directory.Exists(row.Path)).Select(row => row.DataSetId).Distinct().Where(id => !_left.TryGetValue(id, out long since) || clock.GetElapsedTime(since) >= Absence));
    }
}
