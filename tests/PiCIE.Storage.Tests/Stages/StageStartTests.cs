using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Stages;

public sealed class StageStartTests
{
    [Theory]
    [OnEachDatabase]
    public async Task Starting_a_ready_stage_gives_the_next_attempt_number(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);

        StartedAttempt first = (await database.StartAsync(stage, TestAttempts.Start)).ShouldNotBeNull();
        await database.Ledger.InterruptAsync(stage, first.Number, default);
        StartedAttempt second = (await database.StartAsync(stage, TestAttempts.Start with { Threads = 7 })).ShouldNotBeNull();

        (first.Number, second.Number).ShouldBe((1, 2));
        second.Threads.ShouldBe(2, "threads are fixed by the first attempt");
    }

    [Theory]
    [OnEachDatabase(StageState.Blocked)]
    [OnEachDatabase(StageState.Failed)]
    [OnEachDatabase(StageState.Canceled)]
    public async Task Starting_a_stage_that_is_not_ready_changes_nothing(DatabaseKind kind, StageState state)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(state);

        (await database.StartAsync(stage, TestAttempts.Start)).ShouldBeNull();

        (await database.StageAsync(stage)).State.ShouldBe(state);
        (await database.EventsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    public async Task Of_many_starts_at_once_exactly_one_succeeds(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);

        int offer = await database.OfferAsync(stage);

        StartedAttempt?[] started = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => database.Ledger.StartAsync(stage, TestAttempts.Start with { Offer = offer }, default))));

        started.Count(attempt => attempt is not null).ShouldBe(1);
        (await database.StageAsync(stage)).AttemptNumber.ShouldBe(1);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_stage_in_backoff_does_not_start(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        await using (PicieContext context = database.CreateDbContext())
        {
            (await context.Stages.SingleAsync()).NotBefore = DateTimeOffset.UtcNow.AddHours(1);
            await context.SaveChangesAsync();
        }

        (await database.StartAsync(stage, TestAttempts.Start)).ShouldBeNull();
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_start_needs_the_newest_offer_and_that_it_has_not_ended(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        (await database.Ledger.StartAsync(stage, TestAttempts.Start, default)).ShouldBeNull("nobody offered it");

        int first = await database.OfferAsync(stage);
        int newest = await database.OfferAsync(stage);
        (await database.Ledger.StartAsync(stage, TestAttempts.Start with { Offer = first }, default)).ShouldBeNull("the offer is not the newest");

        int ended = await database.OfferAsync(stage, TimeSpan.FromSeconds(-1));
        (await database.Ledger.StartAsync(stage, TestAttempts.Start with { Offer = ended }, default)).ShouldBeNull("the offer has ended");
        newest.ShouldBe(ended - 1);
        (await database.StageAsync(stage)).AttemptNumber.ShouldBe(0);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_stage_that_nobody_wants_does_not_start(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        await database.ExecuteAsync("delete from stage_wanters");

        (await database.StartAsync(stage, TestAttempts.Start)).ShouldBeNull();
    }

    [Theory]
    [OnEachDatabase]
    public async Task The_database_refuses_a_second_open_attempt(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        await database.StartAsync(stage, TestAttempts.Start);
        await using PicieContext context = database.CreateDbContext();
        context.Attempts.Add(new Attempt { Id = Guid.CreateVersion7(), StageId = stage, Number = 2, Worker = "other", Program = "picie", Device = "cpu" });

        DbUpdateException refused = await Should.ThrowAsync<DbUpdateException>(() => context.SaveChangesAsync());

        refused.InnerException!.Message.ShouldContain("UNIQUE");
    }
}
