using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.States;
using PiCIE.Storage.Events;

namespace PiCIE.Storage.Stages;

/// <summary>Ends a failed or lost attempt: the stage is ready again while its tries last, and failed when they are used up.</summary>
/// <param name="rules">How often and when a stage is tried again.</param>
/// <param name="journal">Takes the events.</param>
internal sealed class Tries(FailureRules rules, EventJournal journal)
{
    /// <summary>Ends the attempt; the stage is locked, and what changes is saved by the caller.</summary>
    /// <param name="context">The database, inside a transaction.</param>
    /// <param name="fenced">The attempt.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="cancel">Cancels the call.</param>
    public async Task EndAsync(PicieContext context, FencedAttempt fenced, Failure failure, CancellationToken cancel)
    {
        (Stage stage, Attempt attempt, DateTimeOffset now) = (fenced.Stage, fenced.Attempt, fenced.Now);
        int before = await context.Attempts.CountAsync(
            row => row.StageId == stage.Id && row.Number >= stage.TriesFrom && row.Number < attempt.Number && row.FailureKind == failure.Kind, cancel);
        double seconds = fenced.End(failure.Kind == FailureKind.Lost ? AttemptOutcome.Lost : AttemptOutcome.Failed, failure);
        if (rules.WaitAfter(failure.Kind, before + 1) is not { } wait)
        {
            stage.Change(StageCause.GaveUp);
            journal.Append(context, now, new StageFailed(stage.Id, attempt.Number, seconds, failure));
            return;
        }

        bool ready = await fenced.GiveBackAsync(context, cancel);
        stage.NotBefore = wait > TimeSpan.Zero ? now + wait : null;
        NextTry next = new(before + 2, FailureRules.TriesOf(failure.Kind), wait.TotalSeconds);
        journal.Append(context, now, new AttemptFailed(stage.Id, attempt.Number, seconds, failure, next));
        if (ready)
        {
            journal.Append(context, now, new StageBecameReady(stage.Id));
        }
    }
}
