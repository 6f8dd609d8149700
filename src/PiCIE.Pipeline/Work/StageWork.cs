using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Faults;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>
/// Does the work of a stage job: takes a slot, starts the stage (fenced), looks at the inputs, runs its process, commits. Where it gets no
/// slot or no start it changes nothing.
/// </summary>
internal sealed class StageWork(
    QueueTimes times,
    IDbContextFactory<PicieContext> contexts,
    IStageLedger ledger,
    StageInputs inputs,
    StageAttempt attempt,
    SharedStore store,
    PicieHome home,
    LiveFeed feed,
    TimeProvider clock)
{
    /// <summary>Does the work of a job.</summary>
    /// <returns>The word for Hangfire's pages.</returns>
    public async Task<string> RunAsync(WorkSession session, Guid stage, int offer)
    {
        if (!await TakeSlotAsync(session))
        {
            return "no slot";
        }

        StartedAttempt? started = null;
        try
        {
            if (session.Breaker.Reason is not null)
            {
                // Whoever offered it had not seen yet that this worker takes nothing.
                await GiveBackAsync(stage, offer);
                return "stale";
            }

            started = session.Stop.IsCancellationRequested ? null : await RunInSlotAsync(session, stage, offer);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            session.Broken(exception);
            return $"failed: {exception.Message}";
        }
        finally
        {
            session.Slots.Release();
            session.Written.Raise();
        }

        return started is null ? "stale" : await WordAsync(session, stage, started.Number);
    }

    private async Task GiveBackAsync(Guid stage, int offer)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(CancellationToken.None);
        await Offers.ClearAsync(context.Stages.Where(row => row.Id == stage && row.Offer == offer && row.State == StageState.Ready && row.OfferedUntil != null), CancellationToken.None);
        await QueueSignals.RaiseAsync(context, CancellationToken.None);
    }

    /// <summary>Waits for a slot at most as long as an offer stands.</summary>
    private async Task<bool> TakeSlotAsync(WorkSession session)
    {
        try
        {
            return await session.Slots.WaitAsync(times.Offer, session.Stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>
    /// Starts the stage and then looks at its inputs, for hashing large packs takes longer than an offer stands.
    /// </summary>
    private async Task<StartedAttempt?> RunInSlotAsync(WorkSession session, Guid stage, int offer)
    {
        if (await StartAsync(session, stage, offer) is not { } started)
        {
            return null;
        }

        CriticalPoints.Pass(CriticalPoints.StartAfter);
        session.Written.Raise();
        if (session.TellsStartAndEnd)
        {
            feed.Tell(new StageStarted(Watched(started.Stage), started.Attempt.Number));
        }

        await using Heartbeat heartbeat = new(
            () => ledger.HeartbeatAsync(stage, started.Attempt.Number, session.Lease, CancellationToken.None), () => times.Heartbeat,
            () => ledger.StandingAsync(stage, started.Attempt.Number, CancellationToken.None), times.Look, clock);
        switch (await PrepareAsync(session, stage))
        {
            case PreparedInputs.Whole whole:
                await attempt.RunAsync(session, started.Stage, started.Attempt, whole.Paths, heartbeat);
                break;
            case PreparedInputs.Damaged { Source: { } source } damaged:
                // Where one process has a home, the disk is its own and shows what there is.
                await ledger.MissInputAsync(stage, started.Attempt.Number, source, damaged.Sentence, session.Lease is null, CancellationToken.None);
                break;
            case PreparedInputs.OutOfReach outOfReach:
                session.Breaker.Failed(outOfReach.Failure, 0);
                await ledger.FailAsync(stage, started.Attempt.Number, outOfReach.Failure, CancellationToken.None);
                break;
            case PreparedInputs.Damaged damaged:
                Failure failure = new(
                    FailureKind.Input, $"The start weights cannot be read: {damaged.Sentence}.",
                    "Submit the spec again; the weights file is stored anew.");
                await ledger.FailAsync(stage, started.Attempt.Number, failure, CancellationToken.None);
                break;
            case PreparedInputs.NotDone:
                await ledger.InterruptAsync(stage, started.Attempt.Number, CancellationToken.None);
                break;
            default:
                throw new UnreachableException("the inputs of a stage are whole, damaged, out of reach or not done");
        }

        return started.Attempt;
    }

    private async Task<PreparedInputs> PrepareAsync(WorkSession session, Guid stage)
    {
        try
        {
            PreparedInputs prepared = await inputs.PrepareAsync(stage, session.CheckedArtifacts, session.StopNow);
            return prepared is PreparedInputs.Damaged && store.OutOfReach() is { } trouble ? new PreparedInputs.OutOfReach(trouble) : prepared;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new PreparedInputs.OutOfReach(AttemptErrors.Of(exception, home.ArtifactsFolder)!);
        }
        catch (OperationCanceledException)
        {
            return new PreparedInputs.NotDone();
        }
    }

    private async Task<string> WordAsync(WorkSession session, Guid stage, int number)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(CancellationToken.None);
        var found = await context.Attempts.AsNoTracking().Where(row => row.StageId == stage && row.Number == number)
            .Join(context.Stages, ended => ended.StageId, row => row.Id, (ended, row) => new { ended, row }).SingleOrDefaultAsync();
        Attempt? ended = found?.ended;
        if (session.TellsStartAndEnd && ended?.Outcome is { } outcome)
        {
            string? hint = outcome is AttemptOutcome.Failed or AttemptOutcome.Lost && found!.row.State != StageState.Failed ? "It is tried again." : ended.Hint;
            feed.Tell(new StageEnded(Watched(found!.row), number, outcome, (ended.EndedAt!.Value - ended.StartedAt).TotalSeconds, ended.Sentence, hint));
        }

        return ended?.Outcome switch
        {
            AttemptOutcome.Succeeded => "done",
            AttemptOutcome.Failed => $"failed: {ended.Sentence}",
            AttemptOutcome.Lost => $"failed: {ended.Sentence}",
            AttemptOutcome.Interrupted or AttemptOutcome.Canceled => "interrupted",
            null => "stale",
            _ => throw new UnreachableException($"no word is known for the outcome {ended.Outcome}"),
        };
    }

    private static WatchedStage Watched(Stage stage) => new(stage.Id, stage.Kind.Word(), stage.Title);

    private async Task<(Stage Stage, StartedAttempt Attempt)?> StartAsync(WorkSession session, Guid stage, int offer)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(session.StopNow);
        Stage row = await context.Stages.AsNoTracking().SingleAsync(row => row.Id == stage, session.StopNow);
        AttemptStart start = new(
            session.Worker,
            $"picie {ProgramVersion.Text}",
            row.Device == "auto" ? "cpu" : row.Device,
            session.Threads,
            number => $"{row.Kind.Word()}-{stage:N}-{number}.log")
        {
            Offer = offer,
            Lease = session.Lease,
        };
        return await ledger.StartAsync(stage, start, CancellationToken.None) is { } started ? (row, started) : null;
    }
}
