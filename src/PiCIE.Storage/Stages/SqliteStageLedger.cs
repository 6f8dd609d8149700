using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.States;
using PiCIE.Storage.Events;

namespace PiCIE.Storage.Stages;

/// <summary>
/// The stage ledger on SQLite. Its transactions are immediate: whoever looks inside one sees nothing that another changes meanwhile.
/// </summary>
/// <param name="contexts">Gives contexts.</param>
/// <param name="journal">Takes the events.</param>
/// <param name="clock">The time.</param>
public sealed class SqliteStageLedger(IDbContextFactory<PicieContext> contexts, EventJournal journal, TimeProvider clock) : IStageLedger
{
    /// <inheritdoc/>
    public async Task<StartedAttempt?> StartAsync(Guid stage, AttemptStart start, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        DateTimeOffset now = clock.GetUtcNow();
        StageState running = StageTransitions.After(StageState.Ready, StageCause.Started);
        int changed = await context.Stages
            .Where(row => row.Id == stage && row.State == StageState.Ready && (row.NotBefore == null || row.NotBefore <= now)
                && context.RunStages.Any(wanted => wanted.StageId == row.Id))
            .ExecuteUpdateAsync(
                update => update
                    .SetProperty(row => row.State, running)
                    .SetProperty(row => row.AttemptNumber, row => Math.Max(row.AttemptNumber, start.LastStored) + 1)
                    .SetProperty(row => row.Threads, row => row.Threads ?? start.Threads),
                cancel);
        if (changed == 0)
        {
            return null;
        }

        var row = await context.Stages.Where(row => row.Id == stage).Select(row => new { row.AttemptNumber, row.Threads, row.BatchSize }).SingleAsync(cancel);
        StartedAttempt started = new(row.AttemptNumber, row.Threads ?? start.Threads, start.LogOf(row.AttemptNumber));
        context.Attempts.Add(new Attempt
        {
            Id = Guid.CreateVersion7(),
            StageId = stage,
            Number = started.Number,
            Worker = start.Worker,
            Threads = started.Threads,
            BatchSize = row.BatchSize,
            Device = start.Device,
            Log = started.Log,
            StartedAt = now,
            HeardAt = now,
        });
        Tell(context, EventTypes.StageStarted, stage, new AttemptBody(started.Number));
        await SaveAsync(context, transaction, cancel);
        return started;
    }

    /// <inheritdoc/>
    public async Task<bool> HeartbeatAsync(Guid stage, int attempt, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        DateTimeOffset now = clock.GetUtcNow();
        return await context.Attempts
            .Where(row => row.StageId == stage && row.Number == attempt && row.EndedAt == null)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.HeardAt, now), cancel) == 1;
    }

    /// <inheritdoc/>
    public async Task<bool> CommitAsync(Guid stage, int attempt, StageCommit commit, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        if (await FencedAsync(context, stage, attempt, cancel) is not { } fenced)
        {
            return await RefuseAsync(context, transaction, stage, attempt, "commit", commit.Output, cancel);
        }

        fenced.Stage.Change(StageCause.Committed);
        fenced.Stage.ArtifactId = CommittedRows.Add(context, fenced.Stage, attempt, commit, clock.GetUtcNow());
        Tell(context, EventTypes.StageDone, stage, End(fenced.Attempt, AttemptOutcome.Succeeded, null));
        await ReleaseChildrenAsync(context, stage, cancel);
        return await SaveAsync(context, transaction, cancel);
    }

    /// <inheritdoc/>
    public async Task<bool> MayCommitAsync(Guid stage, int attempt, JsonElement output, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        return await FencedAsync(context, stage, attempt, cancel) is not null
            || await RefuseAsync(context, transaction, stage, attempt, "commit", output, cancel);
    }

    /// <inheritdoc/>
    public async Task<bool> FailAsync(Guid stage, int attempt, AttemptFailure failure, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        if (await FencedAsync(context, stage, attempt, cancel) is not { } fenced)
        {
            return await RefuseAsync(context, transaction, stage, attempt, "fail", null, cancel);
        }

        fenced.Stage.Change(StageCause.GaveUp);
        Tell(context, EventTypes.StageFailed, stage, End(fenced.Attempt, AttemptOutcome.Failed, failure));
        return await SaveAsync(context, transaction, cancel);
    }

    /// <inheritdoc/>
    public async Task<bool> InterruptAsync(Guid stage, int attempt, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        if (await FencedAsync(context, stage, attempt, cancel) is not { } fenced)
        {
            return await RefuseAsync(context, transaction, stage, attempt, "interrupt", null, cancel);
        }

        fenced.Stage.Change(StageCause.TriedAgain);
        Tell(context, EventTypes.StageInterrupted, stage, End(fenced.Attempt, AttemptOutcome.Interrupted, null));
        Tell(context, EventTypes.StageReady, stage, null);
        return await SaveAsync(context, transaction, cancel);
    }

    /// <inheritdoc/>
    public async Task<int> ClearAsync(CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        List<Attempt> open = await context.Attempts.Where(attempt => attempt.EndedAt == null).ToListAsync(cancel);
        foreach (Attempt attempt in open)
        {
            Stage stage = await context.Stages.SingleAsync(row => row.Id == attempt.StageId, cancel);
            stage.Change(StageCause.TriedAgain);
            Tell(context, EventTypes.StageLost, stage.Id, End(attempt, AttemptOutcome.Lost, null));
        }

        foreach (Stage marked in await context.Stages.Where(row => row.HangfireJob != null && row.State == StageState.Ready).ToListAsync(cancel))
        {
            marked.HangfireJob = null;
            marked.AdmittedAt = null;
        }

        await SaveAsync(context, transaction, cancel);
        return open.Count;
    }

    /// <inheritdoc/>
    public async Task<bool> WithdrawAsync(Guid stage, string reason, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        Stage withdrawn = await context.Stages.SingleAsync(row => row.Id == stage, cancel);
        if (withdrawn.State != StageState.Done)
        {
            return false;
        }

        withdrawn.Change(StageCause.ArtifactLost);
        withdrawn.ArtifactId = null;
        if (!await InputsAreDoneAsync(context, stage, cancel))
        {
            withdrawn.Change(StageCause.InputLost);
        }

        Guid[] children = await ChildrenAsync(context, stage, cancel);
        foreach (Stage child in await context.Stages.Where(row => children.Contains(row.Id) && row.State == StageState.Ready).ToListAsync(cancel))
        {
            child.Change(StageCause.InputLost);
        }

        await context.Runs
            .Where(run => context.RunStages.Any(wanted => wanted.RunId == run.Id && wanted.StageId == stage))
            .ExecuteUpdateAsync(update => update.SetProperty(run => run.EndedAt, (DateTimeOffset?)null), cancel);
        Tell(context, EventTypes.StageWithdrawn, stage, new ReasonBody(reason));
        if (withdrawn.State == StageState.Ready)
        {
            Tell(context, EventTypes.StageReady, stage, null);
        }

        return await SaveAsync(context, transaction, cancel);
    }

    /// <summary>The stage and its attempt, if that attempt is the newest and runs.</summary>
    private static async Task<(Stage Stage, Attempt Attempt)?> FencedAsync(
        PicieContext context, Guid stage, int attempt, CancellationToken cancel)
    {
        Stage? row = await context.Stages.SingleOrDefaultAsync(row => row.Id == stage, cancel);
        return row is { State: StageState.Running } && row.AttemptNumber == attempt
            ? (row, await context.Attempts.SingleAsync(open => open.StageId == stage && open.Number == attempt, cancel))
            : null;
    }

    private async Task<bool> RefuseAsync(
        PicieContext context, IDbContextTransaction transaction, Guid stage, int attempt, string wanted, JsonElement? output, CancellationToken cancel)
    {
        int newest = await context.Stages.Where(row => row.Id == stage).Select(row => row.AttemptNumber).SingleOrDefaultAsync(cancel);
        Tell(context, EventTypes.LateResult, stage, new LateResultBody(attempt, newest, wanted, output));
        await SaveAsync(context, transaction, cancel);
        return false;
    }

    private AttemptBody End(Attempt attempt, AttemptOutcome outcome, AttemptFailure? failure)
    {
        attempt.EndedAt = clock.GetUtcNow();
        attempt.Outcome = outcome;
        attempt.FailureKind = failure?.Kind;
        attempt.Sentence = failure?.Sentence;
        attempt.Hint = failure?.Hint;
        attempt.Detail = failure?.Detail;
        double seconds = (attempt.EndedAt.Value - attempt.StartedAt).TotalSeconds;
        return new AttemptBody(attempt.Number, outcome, seconds, failure?.Kind, failure?.Sentence, failure?.Hint);
    }

    private async Task ReleaseChildrenAsync(PicieContext context, Guid stage, CancellationToken cancel)
    {
        await context.SaveChangesAsync(cancel);
        Guid[] children = await ChildrenAsync(context, stage, cancel);
        foreach (Stage child in await context.Stages.Where(row => children.Contains(row.Id) && row.State == StageState.Blocked).ToListAsync(cancel))
        {
            if (await InputsAreDoneAsync(context, child.Id, cancel))
            {
                child.Change(StageCause.InputsDone);
                Tell(context, EventTypes.StageReady, child.Id, null);
            }
        }
    }

    private static Task<Guid[]> ChildrenAsync(PicieContext context, Guid stage, CancellationToken cancel) =>
        context.StageInputs.Where(input => input.SourceStageId == stage).Select(input => input.StageId).Distinct().ToArrayAsync(cancel);

    private static async Task<bool> InputsAreDoneAsync(PicieContext context, Guid stage, CancellationToken cancel) =>
        !await context.StageInputs
            .Where(input => input.StageId == stage && input.SourceStageId != null)
            .Join(context.Stages, input => input.SourceStageId, source => source.Id, (_, source) => source.State)
            .AnyAsync(state => state != StageState.Done, cancel);

    private void Tell(PicieContext context, string type, Guid stage, object? body) =>
        journal.Append(context, new EventDraft(type) { StageId = stage, Body = body });

    private static async Task<bool> SaveAsync(PicieContext context, IDbContextTransaction transaction, CancellationToken cancel)
    {
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }
}
