using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Workers;

namespace PiCIE.Pipeline.Workers;

/// <summary>Asks for the workers of a team.</summary>
/// <param name="WithEnded">Whether those are told too that have ended, and those that fell silent more than a day ago.</param>
public sealed record ListWorkers(bool WithEnded = false) : IRequest<WorkerListDocument>;

/// <summary>The workers of a team, the newest first.</summary>
/// <param name="Workers">The workers.</param>
public sealed record WorkerListDocument(IReadOnlyList<WorkerDocument> Workers);

/// <summary>One worker.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Host">Name of its machine.</param>
/// <param name="Pid">Number of its process.</param>
/// <param name="State">What it does.</param>
/// <param name="StartedAt">Time when it started.</param>
/// <param name="HeartbeatAt">Time of its last sign of life.</param>
/// <param name="Pools">Its pools.</param>
/// <param name="Trouble">Why it takes no stage though it is alive: what its surroundings refuse; null otherwise.</param>
public sealed record WorkerDocument(
    Guid Id, string Host, int Pid, WorkerState State, DateTimeOffset StartedAt, DateTimeOffset HeartbeatAt, IReadOnlyList<WorkerPoolDocument> Pools, string? Trouble);

/// <summary>One pool of a worker.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kinds">Kinds of stages that it does.</param>
/// <param name="Device">Its device.</param>
/// <param name="Slots">Number of stages at once.</param>
/// <param name="Stages">Titles of the stages that it does, or is offered, now.</param>
public sealed record WorkerPoolDocument(string Name, IReadOnlyList<string> Kinds, string Device, int Slots, IReadOnlyList<string> Stages);

/// <summary>Says what a worker does.</summary>
public enum WorkerState
{
    /// <summary>It takes stages.</summary>
    Alive,

    /// <summary>It takes nothing, because its surroundings fail; it looks by itself whether that has passed.</summary>
    Closed,

    /// <summary>It ends what it does, and takes nothing more.</summary>
    Draining,

    /// <summary>Nothing was heard of it for longer than a lease.</summary>
    Silent,

    /// <summary>It has ended.</summary>
    Ended,
}

internal sealed class ListWorkersHandler(OpenDatabase database, QueueTimes times, TimeProvider clock) : IRequestHandler<ListWorkers, WorkerListDocument>
{
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(1);

    public async Task<WorkerListDocument> Handle(ListWorkers request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        DateTimeOffset since = request.WithEnded ? DateTimeOffset.MinValue : now - LongAgo;
        List<Worker> workers = await context.Workers.AsNoTracking().Where(worker => worker.HeartbeatAt >= since && (request.WithEnded || worker.EndedAt == null)).OrderByDescending(worker => worker.StartedAt).ToListAsync(cancel);
        Guid[] ids = [.. workers.Select(worker => worker.Id)];
        ILookup<Guid, WorkerPool> pools = (await context.WorkerPools.AsNoTracking().Where(pool => ids.Contains(pool.WorkerId)).ToListAsync(cancel)).ToLookup(pool => pool.WorkerId);
        ILookup<string, string> stages = (await context.Stages.Where(stage => stage.Pool != null).OrderBy(stage => stage.Title)
            .Select(stage => new { Pool = stage.Pool!, stage.Title }).ToListAsync(cancel)).ToLookup(stage => stage.Pool, stage => stage.Title);
        return new WorkerListDocument([.. workers.Select(worker => new WorkerDocument(
            worker.Id, worker.Host, worker.Pid, StateOf(worker, now), worker.StartedAt, worker.HeartbeatAt,
            [.. pools[worker.Id].OrderBy(pool => pool.Name, StringComparer.Ordinal).Select(pool => new WorkerPoolDocument(
                pool.Name, JsonSerializer.Deserialize<string[]>(pool.Kinds)!, pool.Device, pool.Slots, [.. stages[pool.Queue]]))],
            worker.BreakerReason))]);
    }

    private WorkerState StateOf(Worker worker, DateTimeOffset now) => worker switch
    {
        { EndedAt: not null } => WorkerState.Ended,
        _ when worker.HeartbeatAt < now - times.Lease => WorkerState.Silent,
        { Draining: true } => WorkerState.Draining,
        { BreakerReason: not null } => WorkerState.Closed,
        _ => WorkerState.Alive,
    };
}
