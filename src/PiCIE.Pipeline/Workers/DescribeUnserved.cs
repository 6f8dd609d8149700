using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Workers;

namespace PiCIE.Pipeline.Workers;

/// <summary>Asks for what waits in a team's queue although no worker that is alive can do it.</summary>
public sealed record DescribeUnserved : IRequest<IReadOnlyList<string>>;

internal sealed class DescribeUnservedHandler(OpenDatabase database, QueueTimes times, TimeProvider clock) : IRequestHandler<DescribeUnserved, IReadOnlyList<string>>
{
    /// <summary>Returns a sentence for each kind of need that nobody meets.</summary>
    public async Task<IReadOnlyList<string>> Handle(DescribeUnserved request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        DateTimeOffset alive = await clock.NowAsync(context, cancel) - times.Lease;
        List<WorkerPool> pools = await context.WorkerPools.AsNoTracking()
            .Where(pool => context.Workers.Any(worker => worker.Id == pool.WorkerId && worker.EndedAt == null && worker.HeartbeatAt >= alive)).ToListAsync(cancel);
        if (pools.Count == 0)
        {
            return ["no worker is alive; picie worker starts one"];
        }

        Func<StageNeeds, bool>[] abilities = [.. pools.Select(PoolAbility.Of)];
        List<string> needs = await context.StageWanters.Where(wanter => wanter.Ready).Select(wanter => wanter.Needs).Distinct().OrderBy(needed => needed).ToListAsync(cancel);
        List<string> sentences = [];
        foreach (StageNeeds needed in needs.Select(StageNeeds.Read).Where(needed => !abilities.Any(canDo => canDo(needed))))
        {
            sentences.Add(await SentenceAsync(context, needed, pools, cancel));
        }

        return sentences;
    }

    private static async Task<string> SentenceAsync(PicieContext context, StageNeeds needed, List<WorkerPool> pools, CancellationToken cancel)
    {
        string kind = needed.Kind.Word();
        if (!pools.Exists(pool => PoolAbility.KindsOf(pool).Contains(needed.Kind)))
        {
            return $"no worker that is alive does {kind}; picie worker --pool {kind}=1 would";
        }

        if (needed.DataSet is { } dataSet && pools.Exists(pool => PoolAbility.Of(pool)(needed with { DataSet = null })))
        {
            List<string> places = await context.DataSetPaths.Where(place => place.DataSetId == dataSet).Select(place => place.Path).ToListAsync(cancel);
            return $"no worker that is alive sees the photographs of a {kind} stage; they are to lie in {string.Join(" or ", places)}";
        }

        return $"no worker that is alive does {kind} in version {needed.Version} on the device '{needed.Device ?? "cpu"}'";
    }
}
