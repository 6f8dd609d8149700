using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Workers;

namespace PiCIE.Pipeline.Workers;

/// <summary>Drains workers of a team from anywhere: they take nothing more, keep what can be kept of what they do, and end, as after SIGTERM.</summary>
/// <param name="Names">What people call them: <c>host:process</c> as the list shows it, a host for all of its workers, or an id or its beginning.</param>
public sealed record DrainWorkers(IReadOnlyList<string> Names) : IRequest<DrainedWorkersDocument>;

/// <summary>The workers that were asked to end.</summary>
/// <param name="Workers">The workers, each once.</param>
public sealed record DrainedWorkersDocument(IReadOnlyList<DrainedWorkerDocument> Workers);

/// <summary>A worker that was asked to end.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Host">Name of its machine.</param>
/// <param name="Pid">Number of its process.</param>
/// <param name="WasDraining">Whether it was about to end before.</param>
/// <param name="Silent">Whether nothing was heard of it for longer than a lease: it ends when it is heard of again.</param>
/// <param name="Stages">Titles of the stages that it does now.</param>
public sealed record DrainedWorkerDocument(Guid Id, string Host, int Pid, bool WasDraining, bool Silent, IReadOnlyList<string> Stages);

internal sealed class DrainWorkersHandler(OpenDatabase database, WorkerRegistry registry, QueueTimes times, TimeProvider clock) : IRequestHandler<DrainWorkers, DrainedWorkersDocument>
{
    public async Task<DrainedWorkersDocument> Handle(DrainWorkers request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToChangeAsync(cancel);
        DateTimeOffset alive = await clock.NowAsync(context, cancel) - times.Lease;
        List<Worker> open = await context.Workers.AsNoTracking().Where(worker => worker.EndedAt == null).OrderBy(worker => worker.StartedAt).ToListAsync(cancel);
        // Every name is found before anything is changed.
        Worker[] chosen = [.. request.Names.SelectMany(name => Find(open, name)).DistinctBy(worker => worker.Id)];
        List<DrainedWorkerDocument> drained = [];
        foreach (Worker worker in chosen)
        {
            await registry.CloseAsync(worker.Id, cancel);
            string name = WorkerIdentity.NameOf(worker.Host, worker.Pid);
            List<string> stages = await context.Stages.Where(stage => stage.Worker == name).OrderBy(stage => stage.Title).Select(stage => stage.Title).ToListAsync(cancel);
            drained.Add(new DrainedWorkerDocument(worker.Id, worker.Host, worker.Pid, worker.Draining, worker.HeartbeatAt < alive, stages));
        }

        return new DrainedWorkersDocument(drained);
    }

    private static Worker[] Find(List<Worker> open, string name)
    {
        Worker[] exact = [.. open.Where(worker => WorkerIdentity.NameOf(worker.Host, worker.Pid) == name || worker.Host == name)];
        Worker[] found = exact.Length > 0 ? exact : [.. open.Where(worker => BeginsWith(worker.Id, name))];
        return found.Length switch
        {
            0 => throw new PicieException("no-worker", $"There is no worker '{name}' that has not ended.", name, "picie workers list shows those that there are, as host:process.", ProblemKind.NotFound),
            > 1 when exact.Length == 0 => throw new PicieException(
                "ambiguous", string.Create(CultureInfo.InvariantCulture, $"'{name}' is the beginning of the ids of {found.Length} workers."), name, "Write more of the id, or host:process.", ProblemKind.Input),
            _ => found,
        };
    }

    private static bool BeginsWith(Guid id, string text) =>
        text.Length >= 4 && (id.ToString("D").StartsWith(text, StringComparison.OrdinalIgnoreCase) || id.ToString("N").StartsWith(text, StringComparison.OrdinalIgnoreCase));
}
