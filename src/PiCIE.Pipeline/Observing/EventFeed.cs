using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Events;

namespace PiCIE.Pipeline.Observing;

/// <summary>Tells the live feed of the events that were appended since the last look, in their order. It only reads.</summary>
internal sealed class EventFeed(IDbContextFactory<PicieContext> contexts, LiveFeed feed)
{
    private const int PageSize = 500;

    private long _seen;

    /// <summary>Passes over all events that were appended before now.</summary>
    public async Task SkipAsync(CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        _seen = await context.Events.MaxAsync(stored => (long?)stored.Seq, cancel) ?? 0;
    }

    /// <summary>Tells of the events that were appended since the last call.</summary>
    public async Task CatchUpAsync(CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        List<StoredEvent> page;
        do
        {
            page = await context.Events.AsNoTracking().Where(stored => stored.Seq > _seen)
                .OrderBy(stored => stored.Seq).Take(PageSize).ToListAsync(cancel);
            await TellAsync(context, page, cancel);
        }
        while (page.Count == PageSize);
    }

    private async Task TellAsync(PicieContext context, List<StoredEvent> page, CancellationToken cancel)
    {
        Guid?[] ids = [.. page.Select(stored => stored.StageId).Where(id => id is not null).Distinct()];
        Dictionary<Guid, WatchedStage> stages = ids.Length == 0 ? [] : await context.Stages.Where(stage => ids.Contains(stage.Id))
            .Select(stage => new { stage.Id, stage.Kind, stage.Title })
            .ToDictionaryAsync(stage => stage.Id, stage => new WatchedStage(stage.Id, stage.Kind.Word(), stage.Title), cancel);
        foreach (StoredEvent stored in page)
        {
            if (stored.Read() is StageEvent happened && NoticeOf(happened, stages[happened.Stage]) is { } notice)
            {
                feed.Tell(notice);
            }

            _seen = stored.Seq;
        }
    }

    /// <summary>Returns the notice that a watcher is shown of an event; null for what is of no interest while one watches.</summary>
    internal static RunNotice? NoticeOf(StageEvent happened, WatchedStage stage) => happened switch
    {
        AttemptStarted started => new StageStarted(stage, started.Attempt),
        StageCommitted done => new StageEnded(stage, done.Attempt, AttemptOutcome.Succeeded, done.Seconds, null, null),
        StageFailed failed => new StageEnded(stage, failed.Attempt, AttemptOutcome.Failed, failed.Seconds, failed.Failure.Sentence, failed.Failure.Hint),
        AttemptInterrupted stopped => new StageEnded(stage, stopped.Attempt, AttemptOutcome.Interrupted, stopped.Seconds, stopped.Reason, null),
        AttemptLost lost => new StageEnded(stage, lost.Attempt, AttemptOutcome.Lost, lost.Seconds, null, null),
        ArtifactWithdrawn withdrawn => new StageWithdrawn(stage, withdrawn.Sentence),
        ResultRefused late => new StageLogged(stage, StageLogLevel.Warning, $"attempt {late.Attempt} came too late; what it wanted was refused"),
        StageBecameReady => null,
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "no notice is known for this event"),
    };
}
