using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Stages;

public sealed class CheckpointLedgerTests
{
    [Theory]
    [OnEachDatabase]
    public async Task A_checkpoint_is_recorded_once_with_what_the_next_attempt_needs_and_tries_begin_anew(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        await StartAsync(database, stage);
        await database.Ledger.InterruptAsync(stage, 1, default);
        StartedAttempt second = await StartAsync(database, stage);
        CheckpointLedger ledger = new(database, TimeProvider.System);

        (await ledger.RecordAsync(stage, 2, 3, 12, "abc", default)).ShouldBeTrue();
        (await ledger.RecordAsync(stage, 2, 3, 12, "abc", default)).ShouldBeTrue("its answer may have got lost");

        StoredCheckpoint found = (await ledger.OfAsync(stage, default)).ShouldHaveSingleItem();
        (found.Row.Attempt, found.Row.Epoch, found.Row.BatchSequence, found.Row.Threads, found.Row.DeviceKind, found.Row.ManifestSha256)
            .ShouldBe((2, 3, 12, 2, "cpu", "abc"));
        found.Address.ToString().ShouldBe($"checkpoints/{(await database.StageAsync(stage)).Key}/{second.Id:N}-3");
        (await database.StageAsync(stage)).TriesFrom.ShouldBe(2);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_late_attempt_records_nothing_and_goes_on_from_nothing(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        CheckpointLedger ledger = new(database, TimeProvider.System);
        await StartAsync(database, stage);
        (await ledger.RecordAsync(stage, 1, 1, 1, "abc", default)).ShouldBeTrue();
        Checkpoint first = (await ledger.OfAsync(stage, default))[0].Row;

        await database.Ledger.InterruptAsync(stage, 1, default);
        (await ledger.RecordAsync(stage, 1, 2, 2, "def", default)).ShouldBeFalse("it has ended");
        await StartAsync(database, stage);
        (await ledger.RecordAsync(stage, 1, 2, 2, "def", default)).ShouldBeFalse("another is the newest");
        (await ledger.GoOnAsync(stage, 1, first, default)).ShouldBeFalse();

        (await ledger.OfAsync(stage, default)).Select(kept => kept.Row.Epoch).ShouldBe([1]);
        (await database.StageAsync(stage)).TriesFrom.ShouldBe(1);
    }

    [Theory]
    [OnEachDatabase]
    public async Task An_attempt_that_goes_on_notes_from_where_and_takes_the_threads_of_the_checkpoint(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        CheckpointLedger ledger = new(database, TimeProvider.System);
        await StartAsync(database, stage);
        await ledger.RecordAsync(stage, 1, 4, 9, "abc", default);
        await database.Ledger.InterruptAsync(stage, 1, default);
        await database.ExecuteAsync("update stages set threads = 7");
        await StartAsync(database, stage);

        (await ledger.GoOnAsync(stage, 2, (await ledger.OfAsync(stage, default))[0].Row, default)).ShouldBeTrue();

        await using PicieContext context = database.CreateDbContext();
        Attempt second = await context.Attempts.SingleAsync(attempt => attempt.Number == 2);
        (second.ResumedFromAttempt, second.ResumedFromBatch, second.Threads).ShouldBe((1, 9, 2));
        (await database.StageAsync(stage)).Threads.ShouldBe(2);
    }

    [Theory]
    [OnEachDatabase]
    public async Task The_newest_comes_first_removed_ones_are_left_out_and_a_commit_ends_all_records(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        CheckpointLedger ledger = new(database, TimeProvider.System);
        await StartAsync(database, stage);
        foreach (int epoch in new[] { 1, 2, 3 })
        {
            await ledger.RecordAsync(stage, 1, epoch, epoch, "abc", default);
        }

        await ledger.NoteRemovedAsync((await ledger.OfAsync(stage, default))[2].Row, default);
        (await ledger.OfAsync(stage, default)).Select(kept => kept.Row.Epoch).ShouldBe([3, 2]);

        (await database.Ledger.CommitAsync(stage, 1, TestAttempts.Commit, default)).ShouldBeTrue();
        await using PicieContext context = database.CreateDbContext();
        (await context.Checkpoints.CountAsync()).ShouldBe(0);
    }

    private static async Task<StartedAttempt> StartAsync(TestDatabase database, Guid stage) => (await database.StartAsync(stage, TestAttempts.Start)).ShouldNotBeNull();
}
