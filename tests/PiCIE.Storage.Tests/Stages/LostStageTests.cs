using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Stages;

public sealed class LostStageTests
{
    [Theory]
    [OnEachDatabase]
    public async Task An_attempt_that_misses_an_input_waits_while_the_input_is_made_again(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid parent = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, parent);
        await database.CommitAsync(parent, TestAttempts.Start, TestAttempts.Commit);
        StartedAttempt started = (await database.StartAsync(child, TestAttempts.Start)).ShouldNotBeNull();

        (await database.Ledger.MissInputAsync(child, started.Number, parent, "weights.safetensors is missing", sure: true, default)).ShouldBeTrue();

        (await database.StageAsync(parent)).State.ShouldBe(StageState.Ready);
        (await database.StageAsync(child)).State.ShouldBe(StageState.Blocked);
        await using PicieContext context = database.CreateDbContext();
        Attempt missed = await context.Attempts.SingleAsync(row => row.StageId == child);
        (missed.Outcome, missed.Sentence).ShouldBe((AttemptOutcome.Interrupted, "weights.safetensors is missing"));
        (await context.Artifacts.SingleAsync()).RemovedAt.ShouldNotBeNull();
        (await context.AttemptInputs.SingleAsync()).Role.ShouldBe("input0");
        await database.CommitAsync(parent, TestAttempts.Start, TestAttempts.Commit);
        (await database.StageAsync(child)).State.ShouldBe(StageState.Ready);
    }

    [Theory]
    [OnEachDatabase]
    public async Task An_input_that_a_first_attempt_misses_is_looked_for_again_before_it_is_made_again(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid parent = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, parent);
        await database.CommitAsync(parent, TestAttempts.Start, TestAttempts.Commit);
        async Task<bool> MissAsync(string reason)
        {
            int attempt = (await database.StartAsync(child, TestAttempts.Start)).ShouldNotBeNull().Number;
            return await database.Ledger.MissInputAsync(child, attempt, parent, reason, sure: false, default);
        }

        (await MissAsync("weights.safetensors is missing")).ShouldBeTrue();

        Stage waiting = await database.StageAsync(child);
        (waiting.State, waiting.LastPool).ShouldBe((StageState.Ready, "test"));
        waiting.NotBefore.ShouldNotBeNull();
        (await database.StageAsync(parent)).State.ShouldBe(StageState.Done);
        await PassWaitAsync(database, child);
        (await MissAsync("head.safetensors is missing")).ShouldBeTrue();
        (await database.StageAsync(parent)).State.ShouldBe(StageState.Done, "another sight is not the second one of the same");
        await PassWaitAsync(database, child);

        (await MissAsync("weights.safetensors is missing")).ShouldBeTrue();

        (await database.StageAsync(parent)).State.ShouldBe(StageState.Ready);
        (await database.StageAsync(child)).State.ShouldBe(StageState.Blocked);
    }

    [Theory]
    [OnEachDatabase]
    public async Task What_was_made_anew_since_an_attempt_began_is_not_taken_back_for_what_that_one_found(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid parent = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, parent);
        await database.CommitAsync(parent, TestAttempts.Start, TestAttempts.Commit);
        Guid found = (await database.StageAsync(parent)).ArtifactId!.Value;
        StartedAttempt started = (await database.StartAsync(child, TestAttempts.Start)).ShouldNotBeNull();
        (await database.Ledger.WithdrawAsync(parent, "weights.safetensors is missing", default, found)).ShouldBeTrue();
        await database.CommitAsync(parent, TestAttempts.Start, TestAttempts.Commit);
        Guid anew = (await database.StageAsync(parent)).ArtifactId!.Value;

        (await database.Ledger.MissInputAsync(child, started.Number, parent, "weights.safetensors is missing", sure: true, default)).ShouldBeTrue();
        (await database.Ledger.WithdrawAsync(parent, "weights.safetensors is missing", default, found)).ShouldBeFalse();

        Stage kept = await database.StageAsync(parent);
        (kept.State, kept.ArtifactId).ShouldBe((StageState.Done, anew));
        (await database.StageAsync(child)).State.ShouldBe(StageState.Ready, "it is tried again with the new one");
    }

    private static async Task PassWaitAsync(TestDatabase database, Guid stage)
    {
        await using PicieContext context = database.CreateDbContext();
        await context.Stages.Where(row => row.Id == stage).ExecuteUpdateAsync(update => update.SetProperty(row => row.NotBefore, (DateTimeOffset?)null));
    }

    [Theory]
    [OnEachDatabase]
    public async Task Clearing_ends_open_attempts_as_lost_and_withdraws_offers(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid running = await database.AddStageAsync(StageState.Ready);
        Guid offered = await database.AddStageAsync(StageState.Ready);
        await database.StartAsync(running, TestAttempts.Start);
        await database.OfferAsync(offered);

        (await database.Ledger.ClearAsync(default)).ShouldBe(1);

        Stage lost = await database.StageAsync(running);
        (lost.State, lost.Pool, lost.Worker).ShouldBe((StageState.Ready, null, null));
        Stage waiting = await database.StageAsync(offered);
        (waiting.OfferedUntil, waiting.Pool, waiting.LastPool).ShouldBe((null, null, "test"));
        await using PicieContext context = database.CreateDbContext();
        (await context.Attempts.SingleAsync()).Outcome.ShouldBe(AttemptOutcome.Lost);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Withdrawing_a_done_stage_blocks_what_waits_on_it(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid parent = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, parent);
        await database.CommitAsync(parent, TestAttempts.Start, TestAttempts.Commit);

        (await database.Ledger.WithdrawAsync(parent, "weights.safetensors is missing", default)).ShouldBeTrue();

        (await database.StageAsync(parent)).State.ShouldBe(StageState.Ready);
        (await database.StageAsync(child)).State.ShouldBe(StageState.Blocked);
        (await database.Ledger.WithdrawAsync(parent, "again", default)).ShouldBeFalse();
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_withdrawn_stage_whose_own_input_is_gone_is_blocked(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid parent = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, parent);
        await database.CommitAsync(parent, TestAttempts.Start, TestAttempts.Commit);
        await database.CommitAsync(child, TestAttempts.Start, TestAttempts.Commit);
        await database.Ledger.WithdrawAsync(parent, "missing", default);

        await database.Ledger.WithdrawAsync(child, "missing too", default);

        (await database.StageAsync(child)).State.ShouldBe(StageState.Blocked);
    }
}
