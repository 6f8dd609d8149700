using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Admissions;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Limits;

namespace PiCIE.Pipeline.Waiting;

/// <summary>Asks for the stages that are wanted and not done: what runs, what is next, and why the others wait.</summary>
/// <param name="Most">Most stages that are told.</param>
public sealed record ListQueue(int Most = 50) : IRequest<QueueDocument>;

/// <summary>The queue.</summary>
/// <param name="Stages">What runs, then what is offered, then what is ready in the order in which it is next, then what waits for inputs.</param>
/// <param name="Total">Number of stages that are wanted and not done.</param>
/// <param name="Paused">Experiments that want nothing because somebody paused them, and are not done.</param>
public sealed record QueueDocument(IReadOnlyList<QueuedStage> Stages, int Total, IReadOnlyList<PausedExperiment> Paused);

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
/// <param name="Reason">Why it stands there, in one sentence.</param>
public sealed record QueuedStage(
    Guid Stage, string Title, StageKind Kind, StageState State, string Experiment, string Person, int Priority, int? Place, string Reason);

internal sealed class ListQueueHandler(OpenDatabase database, WaitingReasons reasons, TimeProvider clock) : IRequestHandler<ListQueue, QueueDocument>
{
    /// <summary>Steps between the positions of two runs: one for each kind of stage.</summary>
    private const int StagesOfARun = 4;

    public async Task<QueueDocument> Handle(ListQueue request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        List<WaitingStage> all = await WaitingStage.In(context).ToListAsync(cancel);
        // Several may want one stage: it stands once, with who asked for it first.
        WaitingStage[] stages = [.. all.OrderBy(row => row.Age).ThenBy(row => row.Position).DistinctBy(row => row.Stage)];
        PersonLimits limits = await PersonLimits.ReadAsync(context, cancel);
        PersonShares shares = await PersonShares.ReadAsync(context, limits, now, cancel);
        WaitingStage[] ready = InTurn(stages.Where(row => row.State == StageState.Ready && row.OfferedUntil is null && !(row.NotBefore > now)), shares);
        WaitingStage[] shown =
        [
            .. new[]
            {
                stages.Where(row => row.State == StageState.Running), stages.Where(row => row.State == StageState.Ready && row.OfferedUntil is not null), ready,
                stages.Where(row => row.State == StageState.Ready && row.OfferedUntil is null && row.NotBefore > now),
                stages.Where(row => row.State == StageState.Blocked).OrderBy(row => row.Age).ThenBy(row => row.Position / StagesOfARun).ThenBy(row => row.Kind),
            }.SelectMany(part => part).Take(request.Most),
        ];
        IReadOnlyDictionary<Guid, string> why = await reasons.OfAsync(context, shown, limits, now, cancel);
        return new QueueDocument(
            [
                .. shown.Select(row => new QueuedStage(
                    row.Stage, row.Title, row.Kind, row.State, row.Experiment, row.Person, row.Priority, PlaceOf(ready, row), why[row.Stage])),
            ],
            stages.Length,
            await PausedAsync(context, cancel));
    }

    private static async Task<IReadOnlyList<PausedExperiment>> PausedAsync(PicieContext context, CancellationToken cancel)
    {
        List<PausedExperiment> paused = [];
        foreach (var row in await context.Experiments.Where(row => row.PausedAt != null).OrderBy(row => row.PausedAt).Select(row => new { row.Id, row.Name, row.Person }).ToListAsync(cancel))
        {
            IQueryable<Guid> open = context.Runs.Where(run => run.ExperimentId == row.Id && run.Status != RunStatus.Done && run.CanceledAt == null && run.SupersededById == null).Select(run => run.Id);
            List<string> running = await context.Stages
                .Where(stage => stage.State == StageState.Running && context.RunStages.Any(had => had.StageId == stage.Id && open.Contains(had.RunId)))
                .OrderBy(stage => stage.CreatedAt).Select(stage => stage.Title).ToListAsync(cancel);
            if (await open.CountAsync(cancel) is > 0 and int runs)
            {
                paused.Add(new PausedExperiment(row.Name, row.Person, runs, running));
            }
        }

        return paused;
    }

    private static int? PlaceOf(WaitingStage[] ready, WaitingStage row) => Array.IndexOf(ready, row) is >= 0 and int place ? place + 1 : null;

    /// <summary>Orders stages as admission takes them: by priority, then to who has least for their weight, counting what they are given before.</summary>
    private static WaitingStage[] InTurn(IEnumerable<WaitingStage> ready, PersonShares shares)
    {
        List<WaitingStage> turn = [];
        foreach (IGrouping<int, WaitingStage> priority in ready.GroupBy(row => row.Priority).OrderByDescending(group => group.Key))
        {
            List<Queue<WaitingStage>> people = [.. priority.GroupBy(row => row.Person).Select(own => new Queue<WaitingStage>(own.OrderBy(row => row.Age).ThenBy(row => row.Position)))];
            while (people.Count > 0)
            {
                Queue<WaitingStage> next = people.MinBy(own => (shares.Of(own.Peek().Person, own.Peek().Needs), own.Peek().Age))!;
                WaitingStage taken = next.Dequeue();
                shares.Add(taken.Person, taken.Kind, taken.Device);
                turn.Add(taken);
                people.RemoveAll(own => own.Count == 0);
            }
        }

        return [.. turn];
    }
}
