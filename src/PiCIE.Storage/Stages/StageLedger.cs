using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Faults;
using PiCIE.Storage.Limits;

namespace PiCIE.Storage.Stages;

/// <summary>
/// Keeps the stage ledger in the database. Each write is one transaction that locks the stages which it looks at; on SQLite a transaction is alone
/// anyway.
/// </summary>
/// <param name="contexts">Opens contexts.</param>
/// <param name="journal">Takes the events.</param>
/// <param name="clock">Gives the time of a change, where the database has no clock of its own.</param>
/// <param name="rules">How often and when a stage is tried again after a failure.</param>
public sealed class StageLedger(IDbContextFactory<PicieContext> contexts, EventJournal journal, TimeProvider clock, FailureRules rules) : IStageLedger
{
    private readonly Tries _tries = new(rules, journal);
    private readonly StageChanges _changes = new(journal);

    /// <inheritdoc/>
    public Task<StartedAttempt?> StartAsync(Guid stage, AttemptStart start, CancellationToken cancel) =>
        DatabaseChange.RunAsync(contexts, context => StageStarts.MakeAsync(context, journal, clock, stage, start, cancel), cancel);

    /// <inheritdoc/>
    public async Task NoteProcessAsync(Guid stage, int attempt, int pid, DateTimeOffset startedAt, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await context.Attempts.Where(row => row.StageId == stage && row.Number == attempt && row.EndedAt == null).ExecuteUpdateAsync(
            update => update.SetProperty(row => row.Pid, pid).SetProperty(row => row.ProcessStartedAt, startedAt), cancel);
    }

    /// <inheritdoc/>
    public async Task<bool> HeartbeatAsync(Guid stage, int attempt, TimeSpan? lease, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        if (lease is not null && await context.Stages.Where(row => row.Id == stage && row.State == StageState.Running && row.AttemptNumber == attempt)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.LeaseUntil, now + lease), cancel) == 0)
        {
            return false;
        }

        return await context.Attempts
            .Where(row => row.StageId == stage && row.Number == attempt && row.EndedAt == null)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.HeartbeatAt, now), cancel) == 1;
    }

    /// <inheritdoc/>
    public async Task<AttemptStanding> StandingAsync(Guid stage, int attempt, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        return await Wanting.StandingAsync(context, stage, attempt, cancel);
    }

    /// <inheritdoc/>
    public Task<bool> CommitAsync(Guid stage, int attempt, StageCommit commit, CancellationToken cancel) => EndAsync(
        stage, attempt, new LateWrite(RefusedWrite.Commit, commit.Output), [stage],
        async (context, fenced) =>
        {
            fenced.Stage.Change(StageCause.Committed);
            fenced.Stage.ArtifactId = CommittedRows.Add(context, fenced.Stage, fenced.Attempt, commit, fenced.Now);
            fenced.Attempt.PeakMemoryBytes = commit.PeakMemoryBytes;
            if (fenced.Stage.Kind == StageKind.Train)
            {
                await context.Checkpoints.Where(kept => kept.StageId == stage).ExecuteDeleteAsync(cancel);
            }

            journal.Append(context, fenced.Now, new StageCommitted(stage, attempt, fenced.End(AttemptOutcome.Succeeded, null)));
            await context.SaveChangesAsync(cancel);
            await RunFigures.ReplaceAsync(context, stage, commit.Results, cancel);
            IReadOnlyCollection<Guid> released = await WaitingStages.ReleaseAsync(context, journal, fenced.Now, WaitingStages.ReadersOf(context, stage), cancel);
            CriticalPoints.Pass(CriticalPoints.CommitInside);
            return released;
        },
        cancel);

    /// <inheritdoc/>
    public Task<bool> MayCommitAsync(Guid stage, int attempt, JsonElement output, CancellationToken cancel) => DatabaseChange.RunAsync(
        contexts,
        async context =>
        {
            await StageLocks.TakeAsync(context, [stage], cancel);
            return await FencedAttempt.FindAsync(context, stage, attempt, clock, cancel) is not null
                || await RefuseAsync(context, stage, attempt, new LateWrite(RefusedWrite.Commit, output), cancel);
        },
        cancel);

    /// <inheritdoc/>
    public Task<bool> FailAsync(Guid stage, int attempt, Failure failure, CancellationToken cancel) => EndAsync(
        stage, attempt, new LateWrite(RefusedWrite.Fail, null), [],
        async (context, fenced) =>
        {
            await _tries.EndAsync(context, fenced, failure, cancel);
            return [];
        },
        cancel);

    /// <inheritdoc/>
    public Task<bool> InterruptAsync(Guid stage, int attempt, CancellationToken cancel) => InterruptAsync(stage, attempt, null, static _ => { }, cancel);

    /// <inheritdoc/>
    public Task<bool> GiveWayAsync(Guid stage, int attempt, string home, string reason, CancellationToken cancel) => InterruptAsync(
        stage, attempt, reason, fenced => (fenced.Attempt.KeptHome, fenced.Attempt.Sentence) = (home, reason), cancel);

    /// <inheritdoc/>
    public Task<bool> LeaveToOthersAsync(Guid stage, int attempt, string reason, CancellationToken cancel) =>
        InterruptAsync(stage, attempt, reason, fenced => fenced.Attempt.Sentence = reason, cancel);

    private Task<bool> InterruptAsync(Guid stage, int attempt, string? reason, Action<FencedAttempt> note, CancellationToken cancel) => EndAsync(
        stage, attempt, new LateWrite(RefusedWrite.Interrupt, null), [],
        async (context, fenced) =>
        {
            journal.Append(context, fenced.Now, new AttemptInterrupted(stage, attempt, fenced.End(AttemptOutcome.Interrupted, null), reason));
            note(fenced);
            fenced.Stage.LastPool = fenced.Stage.Pool;
            if (await fenced.GiveBackAsync(context, cancel))
            {
                journal.Append(context, fenced.Now, new StageBecameReady(stage));
            }

            return [];
        },
        cancel);

    /// <inheritdoc/>
    public Task<bool> MissInputAsync(Guid stage, int attempt, Guid source, string reason, bool sure, CancellationToken cancel) => EndAsync(
        stage, attempt, new LateWrite(RefusedWrite.Interrupt, null), [source],
        async (context, fenced) =>
        {
            Artifact? there = await context.Artifacts.SingleOrDefaultAsync(made => context.Stages.Any(row => row.Id == source && row.ArtifactId == made.Id), cancel);
            bool seen = sure || await context.Attempts.AnyAsync(
                row => row.StageId == stage && row.Number < attempt && row.Outcome == AttemptOutcome.Interrupted && row.Sentence == reason && (there == null || row.StartedAt >= there.CreatedAt), cancel);
            double seconds = fenced.End(AttemptOutcome.Interrupted, null);
            fenced.Attempt.Sentence = reason;
            journal.Append(context, fenced.Now, new AttemptInterrupted(stage, attempt, seconds, reason));
            if (there is not null && !await context.AttemptInputs.AnyAsync(read => read.AttemptId == fenced.Attempt.Id && read.ArtifactId == there.Id, cancel))
            {
                // It was made anew since this attempt began.
                if (await fenced.GiveBackAsync(context, cancel))
                {
                    journal.Append(context, fenced.Now, new StageBecameReady(stage));
                }

                return [];
            }

            if (!seen)
            {
                await _tries.LookAgainAsync(context, fenced, cancel);
                return [];
            }

            fenced.Stage.Change(StageCause.InputLost);
            return await Withdrawal.MakeAsync(context, journal, fenced.Now, source, null, reason, cancel);
        },
        cancel);

    /// <inheritdoc/>
    public Task<int> ClearAsync(CancellationToken cancel) => DatabaseChange.RunAsync(
        contexts,
        async context =>
        {
            await Offers.ClearAsync(context.Stages.Where(row => row.OfferedUntil != null), cancel);
            await PersonUsage.FoldAsync(context, clock, cancel);
            return await LostAttempts.EndAsync(context, _tries, clock, context.Stages, _changes, cancel);
        },
        cancel);

    /// <inheritdoc/>
    public Task<int> EndExpiredAsync(CancellationToken cancel) => DatabaseChange.RunAsync(
        contexts,
        async context =>
        {
            DateTimeOffset now = await clock.NowAsync(context, cancel);
            return await LostAttempts.EndAsync(context, _tries, clock, context.Stages.Where(row => row.LeaseUntil < now), _changes, cancel);
        },
        cancel);

    /// <inheritdoc/>
    public Task<int> EndOfWorkerAsync(Guid worker, CancellationToken cancel) => DatabaseChange.RunAsync(
        contexts,
        context => LostAttempts.EndAsync(
            context, _tries, clock, context.Stages.Where(row => context.WorkerPools.Any(pool => pool.WorkerId == worker && pool.Queue == row.Pool)), _changes, cancel),
        cancel);

    /// <inheritdoc/>
    public Task<int> ReleaseForgottenAsync(CancellationToken cancel) => DatabaseChange.RunAsync(
        contexts,
        async context =>
        {
            List<Guid> held = await WaitingStages.ForNothing(context).Select(stage => stage.Id).ToListAsync(cancel);
            await StageLocks.TakeAsync(context, held, cancel);
            DateTimeOffset now = await clock.NowAsync(context, cancel);
            IReadOnlyCollection<Guid> released = await WaitingStages.ReleaseAsync(
                context, journal, now, WaitingStages.ForNothing(context).Where(stage => held.Contains(stage.Id)), cancel);
            return released.Count > 0 && await _changes.SaveAsync(context, now, released, cancel) ? released.Count : 0;
        },
        cancel);

    /// <inheritdoc/>
    public Task<bool> WithdrawAsync(Guid stage, string reason, CancellationToken cancel, Guid? artifact = null) => DatabaseChange.RunAsync(
        contexts,
        async context =>
        {
            await StageLocks.TakeWithReadersAsync(context, [], [stage], cancel);
            DateTimeOffset now = await clock.NowAsync(context, cancel);
            IReadOnlyCollection<Guid> changed = await Withdrawal.MakeAsync(context, journal, now, stage, artifact, reason, cancel);
            return changed.Count > 0 && await _changes.SaveAsync(context, now, changed, cancel);
        },
        cancel);

    /// <summary>Ends an attempt and changes its stage, if the attempt is the newest and runs; a late one is refused.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="late">What it wanted, where it is refused.</param>
    /// <param name="read">Stages whose readers change too.</param>
    /// <param name="change">Makes the change and returns the further stages that it changed.</param>
    /// <param name="cancel">Cancels the call.</param>
    private Task<bool> EndAsync(
        Guid stage,
        int attempt,
        LateWrite late,
        IReadOnlyCollection<Guid> read,
        Func<PicieContext, FencedAttempt, Task<IReadOnlyCollection<Guid>>> change,
        CancellationToken cancel) => DatabaseChange.RunAsync(
        contexts,
        async context =>
        {
            await StageLocks.TakeWithReadersAsync(context, [stage], read, cancel);
            if (await FencedAttempt.FindAsync(context, stage, attempt, clock, cancel) is not { } fenced)
            {
                return await RefuseAsync(context, stage, attempt, late, cancel);
            }

            await _changes.SaveAsync(context, fenced.Now, [stage, .. await change(context, fenced)], cancel);
            await fenced.ChargeAsync(context, cancel);
            return true;
        },
        cancel);

    /// <summary>Refuses a write of an attempt that is not the newest, or has ended, and keeps what it wanted; its own commit asked again has succeeded.</summary>
    private async Task<bool> RefuseAsync(PicieContext context, Guid stage, int attempt, LateWrite late, CancellationToken cancel)
    {
        Stage? found = await context.Stages.AsNoTracking().SingleOrDefaultAsync(row => row.Id == stage, cancel);
        if (late.Wanted == RefusedWrite.Commit && found is { State: StageState.Done } && found.AttemptNumber == attempt)
        {
            return true;
        }

        // Who was canceled and says that it stopped has lost nothing that somebody would look for.
        if (late.Wanted == RefusedWrite.Interrupt
            && await context.Attempts.AnyAsync(row => row.StageId == stage && row.Number == attempt && row.Outcome == AttemptOutcome.Canceled, cancel))
        {
            return false;
        }

        journal.Append(
            context, await clock.NowAsync(context, cancel), new ResultRefused(stage, attempt, found?.AttemptNumber ?? 0, late.Wanted, late.Output));
        await context.SaveChangesAsync(cancel);
        return false;
    }

    /// <summary>What an attempt wanted to write that came too late.</summary>
    private sealed record LateWrite(RefusedWrite Wanted, JsonElement? Output);
}
