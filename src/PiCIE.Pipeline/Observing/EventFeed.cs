using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Events;

namespace PiCIE.Pipeline.Observing;

/// <summary>Tells the live feed of the events that were appended since the last look, in their order. It only reads.</summary>
internal sealed class EventFeed(IDbContextFactory<PicieContext> contexts, LiveFeed feed)
{
    private const int PageSize = 500;
    private const int MostLooks = 100;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private EventPlace _seen;

    /// <summary>The stages whose events are told, and the experiment whose pause is; null for all.</summary>
    public (IReadOnlySet<Guid> Stages, Guid Experiment)? Only { get; set; }

    /// <summary>Passes over all events that were appended before now.</summary>
    public async Task SkipAsync(CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        _seen = await EventReader.EndAsync(context, cancel);
    }

    /// <summary>Tells of the events that were appended since the last call.</summary>
    public async Task CatchUpAsync(CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        IReadOnlyList<StoredEvent> page;
        do
        {
            page = await EventReader.AfterAsync(context, _seen, PageSize, cancel);
            await TellAsync(context, page, cancel);
        }
        while (page.Count == PageSize);
    }

    /// <summary>
    /// Tells of everything that was appended before now. Where several work on one database, what was written last can be read only when no older
    /// transaction is open any more; that is waited for, but not for long.
    /// </summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        for (int look = 0; look < MostLooks; look++)
        {
            await CatchUpAsync(cancel);
            await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
            if (!await EventReader.AreMoreAsync(context, _seen, cancel))
            {
                return;
            }

            await Task.Delay(BetweenLooks, cancel);
        }
    }

    private async Task TellAsync(PicieContext context, IReadOnlyList<StoredEvent> page, CancellationToken cancel)
    {
        Guid?[] ids = [.. page.Select(stored => stored.StageId).Where(id => id is not null).Distinct()];
        Dictionary<Guid, WatchedStage> stages = ids.Length == 0 ? [] : await context.Stages.Where(stage => ids.Contains(stage.Id))
            .Select(stage => new { stage.Id, stage.Kind, stage.Title })
            .ToDictionaryAsync(stage => stage.Id, stage => new WatchedStage(stage.Id, stage.Kind.Word(), stage.Title), cancel);
        foreach (StoredEvent stored in page)
        {
            // The late word of a worker about a stage whose rows were collected has no title to be told under.
            if (IsTold(stored) && stored.Read() is StageEvent happened && stages.TryGetValue(happened.Stage, out WatchedStage? stage) && NoticeOf(happened, stage) is { } notice)
            {
                feed.Tell(notice);
            }
            else if ((Only is null || stored.ExperimentId == Only?.Experiment) && stored.Read() is ExperimentPaused paused)
            {
                string name = await context.Experiments.Where(row => row.Id == paused.Experiment).Select(row => row.Name).SingleAsync(cancel);
                feed.Tell(new StageLogged(
                    new WatchedStage(paused.Experiment, "experiment", name), StageLogLevel.Warning, $"{paused.Person} paused it: nothing of it starts until picie resume {ShellWord.Of(name)}"));
            }

            _seen = EventReader.PlaceOf(stored);
        }
    }

    private bool IsTold(StoredEvent stored) => Only is not { } only || (stored.StageId is { } stage && only.Stages.Contains(stage));

    /// <summary>Returns the notice that a watcher is shown of an event; null for what is of no interest while one watches.</summary>
    internal static RunNotice? NoticeOf(StageEvent happened, WatchedStage stage) => happened switch
    {
        AttemptStarted started => new StageStarted(stage, started.Attempt),
        StageCommitted done => new StageEnded(stage, done.Attempt, AttemptOutcome.Succeeded, done.Seconds, null, null),
        StageFailed failed => new StageEnded(stage, failed.Attempt, OutcomeOf(failed.Failure), failed.Seconds, failed.Failure.Sentence, failed.Failure.Hint),
        AttemptFailed failed => new StageEnded(stage, failed.Attempt, OutcomeOf(failed.Failure), failed.Seconds, failed.Failure.Sentence, $"{failed.Next}"),
        AttemptInterrupted stopped => new StageEnded(stage, stopped.Attempt, AttemptOutcome.Interrupted, stopped.Seconds, stopped.Reason, null),
        AttemptCanceled ended => new StageEnded(stage, ended.Attempt, AttemptOutcome.Canceled, ended.Seconds, $"{ended.Person} canceled it", null),
        ArtifactWithdrawn withdrawn => new StageWithdrawn(stage, withdrawn.Sentence),
        ResultRefused late => new StageLogged(stage, StageLogLevel.Warning, $"attempt {late.Attempt} came too late; what it wanted was refused"),
        StageBecameReady => null,
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "no notice is known for this event"),
    };

    private static AttemptOutcome OutcomeOf(Failure failure) => failure.Kind == FailureKind.Lost ? AttemptOutcome.Lost : AttemptOutcome.Failed;
}
