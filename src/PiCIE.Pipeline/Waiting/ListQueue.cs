using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Homes;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Waiting;

/// <summary>Asks for the stages that are wanted and not done: what runs, what is next, and why the others wait.</summary>
/// <param name="Most">Most stages that are told.</param>
public sealed record ListQueue(int Most = 50) : IRequest<QueueDocument>;

/// <summary>The queue.</summary>
/// <param name="Stages">What runs, then what is offered, then what is ready in the order in which it is next, then what waits for inputs.</param>
/// <param name="Total">Number of stages that are wanted and not done.</param>
/// <param name="Paused">Experiments that want nothing because somebody paused them, and are not done.</param>
public sealed record QueueDocument(IReadOnlyList<QueuedStage> Stages, int Total, IReadOnlyList<PausedExperiment> Paused)
{
    /// <summary>Number of runs that are not done and that only processes wanted which have died: they are not asked for now, and no stage of theirs is listed.</summary>
    public int NotAsked { get; init; }
}

/// <summary>A paused experiment.</summary>
/// <param name="Experiment">Its name.</param>
/// <param name="Person">Name of the person whose it is.</param>
/// <param name="Runs">Number of its runs that are not done.</param>
/// <param name="StillRunning">Titles of its stages that run on to their end.</param>
public sealed record PausedExperiment(string Experiment, string Person, int Runs, IReadOnlyList<string> StillRunning);

/// <summary>A stage that is wanted and not done.</summary>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="State">Its state.</param>
/// <param name="Experiment">Name of the experiment that asked for it first.</param>
/// <param name="Person">Name of the person whose experiment that is.</param>
/// <param name="Priority">The highest priority of those that want it.</param>
/// <param name="Place">How many are before it of those that are ready, from 1; null for all others.</param>
/// <param name="Reason">Why it stands there and, where that can be expected, when it starts, in one sentence.</param>
/// <param name="SecondsToStart">Seconds until it is expected to start; null where it runs, and where that is not known.</param>
public sealed record QueuedStage(
    Guid Stage, string Title, StageKind Kind, StageState State, string Experiment, string Person, int Priority, int? Place, string Reason, double? SecondsToStart = null);

internal sealed class ListQueueHandler(OpenDatabase database, StageQueue queue, PicieHome home) : IRequestHandler<ListQueue, QueueDocument>
{
    public async Task<QueueDocument> Handle(ListQueue request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        (IReadOnlyList<QueuedStage> stages, int total) = await queue.ReadAsync(context, _ => true, request.Most, cancel);
        return new QueueDocument(stages, total, await PausedAsync(context, cancel)) { NotAsked = await NotAskedAsync(context, cancel) };
    }

    private async Task<int> NotAskedAsync(PicieContext context, CancellationToken cancel)
    {
        Guid[] dead = await HomeFollowers.DeadRevisionsAsync(home, context, cancel);
        return dead.Length == 0 ? 0 : await Wanting.AskedFor(context).Except(Wanting.AskedFor(context, dead))
            .CountAsync(run => run.Status == RunStatus.Waiting || run.Status == RunStatus.Running, cancel);
    }

    private async Task<IReadOnlyList<PausedExperiment>> PausedAsync(PicieContext context, CancellationToken cancel)
    {
        bool nobodyWorks = WorkingProcess.IsMissing(home);
        List<PausedExperiment> paused = [];
        foreach (var row in await context.Experiments.Where(row => row.PausedAt != null).OrderBy(row => row.PausedAt).Select(row => new { row.Id, row.Name, row.Person }).ToListAsync(cancel))
        {
            IQueryable<Guid> open = context.Runs.Where(run => run.ExperimentId == row.Id && run.Status != RunStatus.Done && run.CanceledAt == null && run.SupersededById == null).Select(run => run.Id);
            List<string> running = await context.Stages
                .Where(stage => !nobodyWorks && stage.State == StageState.Running && context.RunStages.Any(had => had.StageId == stage.Id && open.Contains(had.RunId)))
                .OrderBy(stage => stage.CreatedAt).Select(stage => stage.Title).ToListAsync(cancel);
            if (await open.CountAsync(cancel) is > 0 and int runs)
            {
                paused.Add(new PausedExperiment(row.Name, row.Person, runs, running));
            }
        }

        return paused;
    }
}
