using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline.Deliveries;
using PiCIE.Storage;
using PiCIE.Storage.Events;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Observing;

/// <summary>The live feed: makes notices of events.</summary>
internal sealed class TellObserver(PicieContext context, LiveFeed feed) : INotificationHandler<EventHappened>
{
    public async Task Handle(EventHappened notification, CancellationToken cancel)
    {
        StoredEvent stored = notification.Event;
        RunNotice notice = stored.Type switch
        {
            EventTypes.RunEnded => await RunAsync(notification, cancel),
            EventTypes.ExperimentEnded => await ExperimentAsync(stored.ExperimentId, cancel),
            _ => OfStage(notification, await StageAsync(stored.StageId, cancel)),
        };
        feed.Tell(notice);
    }

    private static RunNotice OfStage(EventHappened happened, WatchedStage stage) => happened.Event.Type switch
    {
        EventTypes.StageStarted => new StageStarted(stage, happened.Body<AttemptBody>().Attempt),
        EventTypes.StageWithdrawn => new StageWithdrawn(stage, happened.Body<ReasonBody>().Sentence),
        EventTypes.LateResult => new StageLogged(
            stage, "warning", $"attempt {happened.Body<LateResultBody>().Attempt} came too late; what it wanted was refused"),
        _ => Ended(stage, happened.Body<AttemptBody>()),
    };

    private static StageEnded Ended(WatchedStage stage, AttemptBody body) => new(
        stage, body.Attempt, body.Outcome?.Word() ?? string.Empty, body.Seconds ?? 0, body.Sentence, body.Hint);

    private async Task<RunNotice> RunAsync(EventHappened happened, CancellationToken cancel) => new RunEnded(
        happened.Event.RunId ?? Guid.Empty,
        await context.Runs.Where(run => run.Id == happened.Event.RunId).Select(run => run.Name).SingleAsync(cancel),
        happened.Body<EndBody>().Status);

    private async Task<RunNotice> ExperimentAsync(Guid? id, CancellationToken cancel) => new ExperimentEnded(
        id ?? Guid.Empty, await context.Experiments.Where(row => row.Id == id).Select(row => row.Name).SingleAsync(cancel));

    private async Task<WatchedStage> StageAsync(Guid? id, CancellationToken cancel)
    {
        var row = await context.Stages.Where(stage => stage.Id == id).Select(stage => new { stage.Kind, stage.Title }).SingleAsync(cancel);
        return new WatchedStage(id ?? Guid.Empty, row.Kind.Word(), row.Title);
    }
}
