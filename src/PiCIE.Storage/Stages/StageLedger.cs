using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.States;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Events;

namespace PiCIE.Storage.Stages;

/// <summary>
/// Keeps the stage ledger in the database. On SQLite transactions are immediate: whoever looks inside one sees nothing that another changes
/// meanwhile.
/// </summary>
/// <param name="contexts">Opens contexts.</param>
/// <param name="journal">Takes the events.</param>
/// <param name="clock">Gives the time of a change.</param>
public sealed class StageLedger(IDbContextFactory<PicieContext> contexts, EventJournal journal, TimeProvider clock) : IStageLedger
{
    /// <inheritdoc/>
    public async Task<StartedAttempt?> StartAsync(Guid stage, AttemptStart start, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        DateTimeOffset now = clock.GetUtcNow();
        int changed = await context.Stages
            .Where(row => row.Id == stage && row.State == StageState.Ready && row.Offer == start.Offer && row.OfferedUntil > now
                && (row.NotBefore == null || row.NotBefore <= now) && context.StageWanters.Any(wanter => wanter.StageId == row.Id))
            .ExecuteUpdateAsync(
                update => update
                    .SetProperty(row => row.State, StageTransitions.After(StageState.Ready, StageCause.Started))
                    .SetProperty(row => row.AttemptNumber, row => row.AttemptNumber + 1)
                    .SetProperty(row => row.Threads, row => row.Threads ?? start.Threads)
                    .SetProperty(row => row.OfferedUntil, (DateTimeOffset?)null)
                    .SetProperty(row => row.Worker, start.Worker),
                cancel);
        if (changed == 0)
        {
            return null;
        }

        var row = await context.Stages.Where(row => row.Id == stage).Select(row => new { row.AttemptNumber, row.Threads, row.BatchSize }).SingleAsync(cancel);
        StartedAttempt started = new(Guid.CreateVersion7(), row.AttemptNumber, row.Threads ?? start.Threads, start.LogOf(row.AttemptNumber));
        Attempt attempt = new()
        {
            Id = started.Id,
            StageId = stage,
            Number = started.Number,
            Worker = start.Worker,
            Program = start.Program,
            Threads = started.Threads,
            BatchSize = row.BatchSize,
            Device = start.Device,
            Log = started.Log,
            StartedAt = now,
            HeartbeatAt = now,
        };
        context.Attempts.Add(attempt);
        context.AttemptInputs.AddRange(await ReadByAsync(context, stage, attempt.Id, cancel));
        journal.Append(context, new AttemptStarted(stage, started.Number));
        return await SaveAsync(context, transaction, [stage], cancel) ? started : null;
    }

    /// <inheritdoc/>
    public async Task<bool> HeartbeatAsync(Guid stage, int attempt, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        DateTimeOffset now = clock.GetUtcNow();
        return await context.Attempts
            .Where(row => row.StageId == stage && row.Number == attempt && row.EndedAt == null)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.HeartbeatAt, now), cancel) == 1;
    }

    /// <inheritdoc/>
    public async Task<bool> CommitAsync(Guid stage, int attempt, StageCommit commit, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        if (await FencedAsync(context, stage, attempt, cancel) is not { } fenced)
        {
            return await IsCommittedAsync(context, stage, attempt, cancel)
                || await RefuseAsync(context, transaction, stage, attempt, RefusedWrite.Commit, commit.Output, cancel);
        }

        fenced.Stage.Change(StageCause.Committed);
        fenced.Stage.ArtifactId = CommittedRows.Add(context, fenced.Stage, fenced.Attempt, commit, clock.GetUtcNow());
        fenced.Attempt.PeakMemoryBytes = commit.PeakMemoryBytes;
        double seconds = End(fenced.Attempt, AttemptOutcome.Succeeded, null);
        journal.Append(context, new StageCommitted(stage, attempt, seconds));
        await context.SaveChangesAsync(cancel);
        List<Guid> released = await ReleaseChildrenAsync(context, stage, cancel);
        return await SaveAsync(context, transaction, [stage, .. released], cancel);
    }

    /// <inheritdoc/>
    public async Task<bool> MayCommitAsync(Guid stage, int attempt, JsonElement output, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        return await FencedAsync(context, stage, attempt, cancel) is not null
            || await IsCommittedAsync(context, stage, attempt, cancel)
            || await RefuseAsync(context, transaction, stage, attempt, RefusedWrite.Commit, output, cancel);
    }

    /// <inheritdoc/>
    public async Task<bool> FailAsync(Guid stage, int attempt, Failure failure, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        if (await FencedAsync(context, stage, attempt, cancel) is not { } fenced)
        {
            return await RefuseAsync(context, transaction, stage, attempt, RefusedWrite.Fail, null, cancel);
        }

        fenced.Stage.Change(StageCause.GaveUp);
        AttemptOutcome outcome = failure.Kind == FailureKind.Lost ? AttemptOutcome.Lost : AttemptOutcome.Failed;
        journal.Append(context, new StageFailed(stage, attempt, End(fenced.Attempt, outcome, failure), failure));
        return await SaveAsync(context, transaction, [stage], cancel);
    }

    /// <inheritdoc/>
    public async Task<bool> InterruptAsync(Guid stage, int attempt, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        if (await FencedAsync(context, stage, attempt, cancel) is not { } fenced)
        {
            return await RefuseAsync(context, transaction, stage, attempt, RefusedWrite.Interrupt, null, cancel);
        }

        fenced.Stage.Change(StageCause.TriedAgain);
        journal.Append(context, new AttemptInterrupted(stage, attempt, End(fenced.Attempt, AttemptOutcome.Interrupted, null)));
        journal.Append(context, new StageBecameReady(stage));
        return await SaveAsync(context, transaction, [stage], cancel);
    }

    /// <inheritdoc/>
    public async Task<bool> MissInputAsync(Guid stage, int attempt, Guid source, string reason, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        if (await FencedAsync(context, stage, attempt, cancel) is not { } fenced)
        {
            return await RefuseAsync(context, transaction, stage, attempt, RefusedWrite.Interrupt, null, cancel);
        }

        fenced.Stage.Change(StageCause.InputLost);
        double seconds = End(fenced.Attempt, AttemptOutcome.Interrupted, null);
        fenced.Attempt.Sentence = reason;
        journal.Append(context, new AttemptInterrupted(stage, attempt, seconds, reason));
        List<Guid> changed = await WithdrawAsync(context, source, reason, cancel);
        return await SaveAsync(context, transaction, [stage, .. changed], cancel);
    }

    /// <inheritdoc/>
    public async Task<int> ClearAsync(CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        List<Attempt> open = await context.Attempts.Where(attempt => attempt.EndedAt == null).ToListAsync(cancel);
        Guid[] running = [.. open.Select(attempt => attempt.StageId)];
        Dictionary<Guid, Stage> stages = await context.Stages.Where(row => running.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        foreach (Attempt attempt in open)
        {
            stages[attempt.StageId].Change(StageCause.TriedAgain);
            journal.Append(context, new AttemptLost(attempt.StageId, attempt.Number, End(attempt, AttemptOutcome.Lost, null)));
        }

        await Offers.ClearAsync(context.Stages.Where(row => row.OfferedUntil != null), cancel);
        await SaveAsync(context, transaction, running, cancel);
        return open.Count;
    }

    /// <inheritdoc/>
    public async Task<bool> WithdrawAsync(Guid stage, string reason, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        List<Guid> changed = await WithdrawAsync(context, stage, reason, cancel);
        return changed.Count > 0 && await SaveAsync(context, transaction, changed, cancel);
    }

    /// <summary>Takes a done stage back; what waited on it is blocked.</summary>
    /// <returns>The stages that changed: none where it is not done.</returns>
    private async Task<List<Guid>> WithdrawAsync(PicieContext context, Guid stage, string reason, CancellationToken cancel)
    {
        Stage withdrawn = await context.Stages.SingleAsync(row => row.Id == stage, cancel);
        if (withdrawn.State != StageState.Done)
        {
            return [];
        }

        Artifact lost = await context.Artifacts.SingleAsync(row => row.Id == withdrawn.ArtifactId, cancel);
        lost.RemovedAt ??= clock.GetUtcNow();
        withdrawn.Change(StageCause.ArtifactLost);
        withdrawn.ArtifactId = null;
        journal.Append(context, new ArtifactWithdrawn(stage, reason));
        if (await HasOpenInputAsync(context, stage, cancel))
        {
            withdrawn.Change(StageCause.InputLost);
        }
        else
        {
            journal.Append(context, new StageBecameReady(stage));
        }

        List<Stage> waiting = await context.Stages
            .Where(child => child.State == StageState.Ready && context.StageInputs.Any(input => input.StageId == child.Id && input.SourceStageId == stage))
            .ToListAsync(cancel);
        waiting.ForEach(child => child.Change(StageCause.InputLost));
        return [stage, .. waiting.Select(child => child.Id)];
    }

    /// <summary>Returns the stage and its attempt if that attempt is the newest and runs; otherwise null.</summary>
    private static async Task<(Stage Stage, Attempt Attempt)?> FencedAsync(
        PicieContext context, Guid stage, int attempt, CancellationToken cancel)
    {
        Stage? row = await context.Stages.SingleOrDefaultAsync(row => row.Id == stage, cancel);
        return row is { State: StageState.Running } && row.AttemptNumber == attempt
            ? (row, await context.Attempts.SingleAsync(open => open.StageId == stage && open.Number == attempt, cancel))
            : null;
    }

    /// <summary>Returns whether the stage is done by this very attempt, so that its commit was written and only the answer was lost.</summary>
    private static Task<bool> IsCommittedAsync(PicieContext context, Guid stage, int attempt, CancellationToken cancel) =>
        context.Stages.AnyAsync(row => row.Id == stage && row.State == StageState.Done && row.AttemptNumber == attempt, cancel);

    private async Task<bool> RefuseAsync(
        PicieContext context,
        IDbContextTransaction transaction,
        Guid stage,
        int attempt,
        RefusedWrite wanted,
        JsonElement? output,
        CancellationToken cancel)
    {
        int newest = await context.Stages.Where(row => row.Id == stage).Select(row => row.AttemptNumber).SingleOrDefaultAsync(cancel);
        journal.Append(context, new ResultRefused(stage, attempt, newest, wanted, output));
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return false;
    }

    /// <summary>Writes how an attempt ended.</summary>
    /// <returns>How long it took, in seconds.</returns>
    private double End(Attempt attempt, AttemptOutcome outcome, Failure? failure)
    {
        attempt.EndedAt = clock.GetUtcNow();
        attempt.Outcome = outcome;
        attempt.FailureKind = failure?.Kind;
        attempt.Sentence = failure?.Sentence;
        attempt.Hint = failure?.Hint;
        attempt.Detail = failure?.Detail;
        return (attempt.EndedAt.Value - attempt.StartedAt).TotalSeconds;
    }

    /// <summary>Returns the artifacts that an attempt reads: those that count now.</summary>
    private static async Task<IEnumerable<AttemptInput>> ReadByAsync(PicieContext context, Guid stage, Guid attempt, CancellationToken cancel)
    {
        var read = await context.StageInputs.Where(input => input.StageId == stage)
            .Select(input => new
            {
                input.Role,
                ArtifactId = input.ArtifactId ?? context.Stages.Where(source => source.Id == input.SourceStageId).Select(source => source.ArtifactId).FirstOrDefault(),
            })
            .Where(input => input.ArtifactId != null).ToListAsync(cancel);
        return read.Select(input => new AttemptInput { AttemptId = attempt, Role = input.Role, ArtifactId = input.ArtifactId!.Value });
    }

    /// <summary>Makes ready what waited for a stage and now waits for nothing.</summary>
    private async Task<List<Guid>> ReleaseChildrenAsync(PicieContext context, Guid stage, CancellationToken cancel)
    {
        List<Guid> released = await context.Stages
            .Where(child => child.State == StageState.Blocked
                && context.StageInputs.Any(input => input.StageId == child.Id && input.SourceStageId == stage)
                && !context.StageInputs.Any(input => input.StageId == child.Id
                    && context.Stages.Any(source => source.Id == input.SourceStageId && source.State != StageState.Done)))
            .OrderBy(child => child.CreatedAt).Select(child => child.Id).ToListAsync(cancel);
        await context.Stages.Where(child => released.Contains(child.Id)).ExecuteUpdateAsync(
            update => update.SetProperty(child => child.State, StageTransitions.After(StageState.Blocked, StageCause.InputsDone)), cancel);
        released.ForEach(child => journal.Append(context, new StageBecameReady(child)));
        return released;
    }

    private static Task<bool> HasOpenInputAsync(PicieContext context, Guid stage, CancellationToken cancel) => context.StageInputs.AnyAsync(
        input => input.StageId == stage && context.Stages.Any(source => source.Id == input.SourceStageId && source.State != StageState.Done), cancel);

    /// <summary>Saves a change of some stages with what follows from it: what is wanted, and which runs have ended.</summary>
    private async Task<bool> SaveAsync(
        PicieContext context, IDbContextTransaction transaction, IReadOnlyCollection<Guid> changed, CancellationToken cancel)
    {
        await context.SaveChangesAsync(cancel);
        await Wanting.UpdateAsync(context, changed, cancel);
        await RunProgress.UpdateAsync(context, journal, changed, clock.GetUtcNow(), cancel);
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }
}
