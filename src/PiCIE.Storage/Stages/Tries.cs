using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.States;
using PiCIE.Storage.Events;

namespace PiCIE.Storage.Stages;

/// <summary>
/// Ends a failed or lost attempt: the stage is ready again while its tries last, and failed when they are used up. What the surroundings of a worker
/// did spends no try.
/// </summary>
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
        (Stage stage, Attempt attempt, string? pool) = (fenced.Stage, fenced.Attempt, fenced.Stage.Pool);
        List<string> before = await context.Attempts
            .Where(row => row.StageId == stage.Id && row.Number >= stage.TriesFrom && row.Number < attempt.Number && row.FailureKind == failure.Kind)
            .Select(row => row.Worker).ToListAsync(cancel);
        int failures = before.Count + 1;
        if (failure.Kind == FailureKind.Environment)
        {
            await EndOfSurroundingsAsync(context, fenced, failure, [.. before, attempt.Worker], cancel);
        }
        else if (rules.WaitAfter(failure.Kind, failures) is { } wait)
        {
            double seconds = fenced.End(OutcomeOf(failure), failure);
            NextTry next = new(failures + 1, FailureRules.TriesOf(failure.Kind), wait.TotalSeconds);
            journal.Append(context, fenced.Now, new AttemptFailed(stage.Id, attempt.Number, seconds, failure, next));
            await GiveBackAsync(context, fenced, wait, cancel);
        }
        else
        {
            GiveUp(context, fenced, failure);
        }

        // Another pool comes first, where there is one: this one's machine may be the cause.
        stage.LastPool = failure.Kind is FailureKind.Environment or FailureKind.Lost ? pool : stage.LastPool;
    }

    /// <summary>Gives a stage back whose attempt has ended, so that it is tried again after a while and in another pool where there is one.</summary>
    /// <param name="context">The database, inside a transaction.</param>
    /// <param name="fenced">The attempt.</param>
    /// <param name="cancel">Cancels the call.</param>
    public async Task LookAgainAsync(PicieContext context, FencedAttempt fenced, CancellationToken cancel)
    {
        fenced.Stage.LastPool = fenced.Stage.Pool;
        await GiveBackAsync(context, fenced, rules.FirstWait, cancel);
    }

    private async Task EndOfSurroundingsAsync(PicieContext context, FencedAttempt fenced, Failure failure, IReadOnlyList<string> workers, CancellationToken cancel)
    {
        int most = FailureRules.TriesOf(failure.Kind);
        if (workers.Count >= most && !await OthersAreLeftAsync(context, fenced, workers, cancel))
        {
            string sentence = $"Its surroundings failed {workers.Count} times in a row, on each machine that could do it. The last time: {failure.Sentence}";
            GiveUp(context, fenced, failure with { Kind = FailureKind.Resource, Sentence = sentence });
            return;
        }

        TimeSpan wait = rules.WaitAfter(failure.Kind, Math.Min(workers.Count, most - 1))!.Value;
        double seconds = fenced.End(AttemptOutcome.Interrupted, failure);
        string reason = $"{failure.Sentence} It is tried again in {wait.TotalSeconds:0} seconds; this spends no try.";
        journal.Append(context, fenced.Now, new AttemptInterrupted(fenced.Stage.Id, fenced.Attempt.Number, seconds, reason));
        await GiveBackAsync(context, fenced, wait, cancel);
    }

    /// <summary>Returns whether a worker is alive that does stages of this kind, and on whose home the surroundings have not failed this one yet.</summary>
    private async Task<bool> OthersAreLeftAsync(PicieContext context, FencedAttempt fenced, IReadOnlyList<string> failed, CancellationToken cancel)
    {
        DateTimeOffset alive = fenced.Now - rules.Silence();
        List<string?> met = await context.Workers.Where(worker => failed.Contains(worker.Host + ":" + worker.Pid.ToString())).Select(worker => worker.Home).ToListAsync(cancel);
        List<string> kinds = await context.WorkerPools
            .Where(pool => context.Workers.Any(worker => worker.Id == pool.WorkerId
                && worker.EndedAt == null && !worker.Draining && worker.HeartbeatAt >= alive && !met.Contains(worker.Home)))
            .Select(pool => pool.Kinds).ToListAsync(cancel);
        return kinds.Exists(list => JsonSerializer.Deserialize<string[]>(list)!.Contains(fenced.Stage.Kind.Word()));
    }

    private async Task GiveBackAsync(PicieContext context, FencedAttempt fenced, TimeSpan wait, CancellationToken cancel)
    {
        bool ready = await fenced.GiveBackAsync(context, cancel);
        fenced.Stage.NotBefore = wait > TimeSpan.Zero ? fenced.Now + wait : null;
        if (ready)
        {
            journal.Append(context, fenced.Now, new StageBecameReady(fenced.Stage.Id));
        }
    }

    private void GiveUp(PicieContext context, FencedAttempt fenced, Failure failure)
    {
        double seconds = fenced.End(OutcomeOf(failure), failure);
        fenced.Stage.Change(StageCause.GaveUp);
        journal.Append(context, fenced.Now, new StageFailed(fenced.Stage.Id, fenced.Attempt.Number, seconds, failure));
    }

    private static AttemptOutcome OutcomeOf(Failure failure) => failure.Kind == FailureKind.Lost ? AttemptOutcome.Lost : AttemptOutcome.Failed;
}
