using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.States;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Events;
using PiCIE.Storage.Results;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Stages;

public sealed class StageLedgerTests
{
    private static readonly Failure Broken = new(FailureKind.Input, "a.jpg is cut off", "copy it again");

    private static AttemptStart Start { get; } = new("host:1", "picie", "cpu", 2, number => $"log-{number}") { Offer = 0 };

    private static StageCommit Commit { get; } = new(
        new StoredManifest("abc", [new ManifestFile("weights.safetensors", 3, "def")]), JsonSerializer.SerializeToElement(new { curve = 1 }), []);

    [Fact]
    public async Task Starting_a_ready_stage_gives_the_next_attempt_number()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid stage = await database.AddStageAsync(StageState.Ready);

        StartedAttempt first = (await database.StartAsync(stage, Start)).ShouldNotBeNull();
        await database.Ledger.InterruptAsync(stage, first.Number, default);
        StartedAttempt second = (await database.StartAsync(stage, Start with { Threads = 7 })).ShouldNotBeNull();

        (first.Number, second.Number).ShouldBe((1, 2));
        second.Threads.ShouldBe(2, "threads are fixed by the first attempt");
    }

    [Theory]
    [InlineData(StageState.Blocked)]
    [InlineData(StageState.Failed)]
    [InlineData(StageState.Canceled)]
    public async Task Starting_a_stage_that_is_not_ready_changes_nothing(StageState state)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid stage = await database.AddStageAsync(state);

        (await database.StartAsync(stage, Start)).ShouldBeNull();

        (await database.StageAsync(stage)).State.ShouldBe(state);
        (await database.EventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_starts_at_once_exactly_one_succeeds()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid stage = await database.AddStageAsync(StageState.Ready);

        int offer = await database.OfferAsync(stage);

        StartedAttempt?[] started = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => database.Ledger.StartAsync(stage, Start with { Offer = offer }, default))));

        started.Count(attempt => attempt is not null).ShouldBe(1);
        (await database.StageAsync(stage)).AttemptNumber.ShouldBe(1);
    }

    [Fact]
    public async Task A_stage_in_backoff_does_not_start()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid stage = await database.AddStageAsync(StageState.Ready);
        await using (PicieContext context = database.CreateDbContext())
        {
            (await context.Stages.SingleAsync()).NotBefore = DateTimeOffset.UtcNow.AddHours(1);
            await context.SaveChangesAsync();
        }

        (await database.StartAsync(stage, Start)).ShouldBeNull();
    }

    [Fact]
    public async Task A_start_needs_the_newest_offer_and_that_it_has_not_ended()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid stage = await database.AddStageAsync(StageState.Ready);
        (await database.Ledger.StartAsync(stage, Start, default)).ShouldBeNull("nobody offered it");

        int first = await database.OfferAsync(stage);
        int newest = await database.OfferAsync(stage);
        (await database.Ledger.StartAsync(stage, Start with { Offer = first }, default)).ShouldBeNull("the offer is not the newest");

        int ended = await database.OfferAsync(stage, TimeSpan.FromSeconds(-1));
        (await database.Ledger.StartAsync(stage, Start with { Offer = ended }, default)).ShouldBeNull("the offer has ended");
        newest.ShouldBe(ended - 1);
        (await database.StageAsync(stage)).AttemptNumber.ShouldBe(0);
    }

    [Fact]
    public async Task A_stage_that_nobody_wants_does_not_start()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid stage = await database.AddStageAsync(StageState.Ready);
        await database.ExecuteAsync("delete from stage_wanters");

        (await database.StartAsync(stage, Start)).ShouldBeNull();
    }

    [Fact]
    public async Task An_attempt_that_misses_an_input_waits_while_the_input_is_made_again()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid parent = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, parent);
        await CommitAsync(database, parent);
        StartedAttempt started = (await database.StartAsync(child, Start)).ShouldNotBeNull();

        (await database.Ledger.MissInputAsync(child, started.Number, parent, "weights.safetensors is missing", default)).ShouldBeTrue();

        (await database.StageAsync(parent)).State.ShouldBe(StageState.Ready);
        (await database.StageAsync(child)).State.ShouldBe(StageState.Blocked);
        await using PicieContext context = database.CreateDbContext();
        (await context.Attempts.SingleAsync(row => row.StageId == child)).Outcome.ShouldBe(AttemptOutcome.Interrupted);
        (await context.Artifacts.SingleAsync()).RemovedAt.ShouldNotBeNull();
        (await context.AttemptInputs.SingleAsync()).Role.ShouldBe("input0");
        await CommitAsync(database, parent);
        (await database.StageAsync(child)).State.ShouldBe(StageState.Ready);
    }

    [Fact]
    public async Task A_commit_makes_the_stage_done_and_its_waiting_child_ready()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid parent = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, parent);
        StartedAttempt started = (await database.StartAsync(parent, Start))!;

        (await database.Ledger.CommitAsync(parent, started.Number, Commit, default)).ShouldBeTrue();

        Stage done = await database.StageAsync(parent);
        done.State.ShouldBe(StageState.Done);
        done.ArtifactId.ShouldNotBeNull();
        (await database.StageAsync(child)).State.ShouldBe(StageState.Ready);
        (await database.EventsAsync()).ShouldBe(["attempt-started", "stage-committed", "stage-ready"]);
    }

    [Fact]
    public async Task A_child_with_another_open_input_stays_blocked()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid first = await database.AddStageAsync(StageState.Ready);
        Guid second = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, first, second);

        await CommitAsync(database, first);
        (await database.StageAsync(child)).State.ShouldBe(StageState.Blocked);

        await CommitAsync(database, second);
        (await database.StageAsync(child)).State.ShouldBe(StageState.Ready);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_commit_with_a_stale_attempt_number_is_refused_and_kept_aside(bool asked)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid stage = await database.AddStageAsync(StageState.Ready);
        StartedAttempt stale = (await database.StartAsync(stage, Start))!;
        await database.Ledger.ClearAsync(default);
        StartedAttempt newest = (await database.StartAsync(stage, Start))!;

        (await database.Ledger.MayCommitAsync(stage, newest.Number, Commit.Output, default)).ShouldBeTrue();
        (await (asked
            ? database.Ledger.MayCommitAsync(stage, stale.Number, Commit.Output, default)
            : database.Ledger.CommitAsync(stage, stale.Number, Commit, default))).ShouldBeFalse();

        (await database.StageAsync(stage)).State.ShouldBe(StageState.Running);
        await using PicieContext context = database.CreateDbContext();
        (await context.Artifacts.CountAsync()).ShouldBe(0);
        ResultRefused late = (await context.Events.SingleAsync(row => row.Type == "late-result")).Read().ShouldBeOfType<ResultRefused>();
        (late.Attempt, late.Newest, late.Wanted).ShouldBe((stale.Number, newest.Number, RefusedWrite.Commit));
        late.Output!.Value.GetProperty("curve").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Each_write_of_an_ended_attempt_is_refused_but_its_own_commit_asked_again()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid stage = await database.AddStageAsync(StageState.Ready);
        StartedAttempt started = (await database.StartAsync(stage, Start))!;
        await database.Ledger.CommitAsync(stage, started.Number, Commit, default);

        (await database.Ledger.CommitAsync(stage, started.Number, Commit, default)).ShouldBeTrue();
        (await database.Ledger.FailAsync(stage, started.Number, Broken, default)).ShouldBeFalse();
        (await database.Ledger.InterruptAsync(stage, started.Number, default)).ShouldBeFalse();
        (await database.Ledger.HeartbeatAsync(stage, started.Number, default)).ShouldBeFalse();

        (await database.StageAsync(stage)).State.ShouldBe(StageState.Done);
        await using PicieContext context = database.CreateDbContext();
        (await context.Artifacts.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_failure_ends_the_stage_with_its_sentence()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid stage = await database.AddStageAsync(StageState.Ready);
        StartedAttempt started = (await database.StartAsync(stage, Start))!;

        (await database.Ledger.FailAsync(stage, started.Number, Broken, default)).ShouldBeTrue();

        (await database.StageAsync(stage)).State.ShouldBe(StageState.Failed);
        await using PicieContext context = database.CreateDbContext();
        Attempt attempt = await context.Attempts.SingleAsync();
        (attempt.Outcome, attempt.FailureKind, attempt.Sentence).ShouldBe((AttemptOutcome.Failed, FailureKind.Input, "a.jpg is cut off"));
    }

    [Fact]
    public async Task Clearing_ends_open_attempts_as_lost_and_withdraws_offers()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid running = await database.AddStageAsync(StageState.Ready);
        Guid offered = await database.AddStageAsync(StageState.Ready);
        await database.StartAsync(running, Start);
        await database.OfferAsync(offered);

        (await database.Ledger.ClearAsync(default)).ShouldBe(1);

        Stage lost = await database.StageAsync(running);
        (lost.State, lost.Pool, lost.Worker).ShouldBe((StageState.Ready, null, null));
        Stage waiting = await database.StageAsync(offered);
        (waiting.OfferedUntil, waiting.Pool, waiting.LastPool).ShouldBe((null, null, "test"));
        await using PicieContext context = database.CreateDbContext();
        (await context.Attempts.SingleAsync()).Outcome.ShouldBe(AttemptOutcome.Lost);
    }

    [Fact]
    public async Task Withdrawing_a_done_stage_blocks_what_waits_on_it()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid parent = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, parent);
        await CommitAsync(database, parent);

        (await database.Ledger.WithdrawAsync(parent, "weights.safetensors is missing", default)).ShouldBeTrue();

        (await database.StageAsync(parent)).State.ShouldBe(StageState.Ready);
        (await database.StageAsync(child)).State.ShouldBe(StageState.Blocked);
        (await database.Ledger.WithdrawAsync(parent, "again", default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_withdrawn_stage_whose_own_input_is_gone_is_blocked()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid parent = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, parent);
        await CommitAsync(database, parent);
        await CommitAsync(database, child);
        await database.Ledger.WithdrawAsync(parent, "missing", default);

        await database.Ledger.WithdrawAsync(child, "missing too", default);

        (await database.StageAsync(child)).State.ShouldBe(StageState.Blocked);
    }

    [Fact]
    public async Task Each_event_brings_a_delivery_for_every_handler_that_must_hear_it()
    {
        DeliveryRoutes routes = new(new Dictionary<Type, IReadOnlyList<string>> { [typeof(AttemptStarted)] = ["first", "second"] });
        await using TestDatabase database = await TestDatabase.CreateAsync(routes);
        Guid stage = await database.AddStageAsync(StageState.Ready);

        await database.StartAsync(stage, Start);

        await using PicieContext context = database.CreateDbContext();
        List<Delivery> deliveries = await context.Deliveries.Include(row => row.Event).OrderBy(row => row.Handler).ToListAsync();
        deliveries.Select(row => (row.Handler, row.Event!.Type)).ShouldBe([("first", "attempt-started"), ("second", "attempt-started")]);
    }

    [Fact]
    public async Task Results_are_kept_with_their_matrices()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid stage = await database.AddStageAsync(StageState.Ready);
        StartedAttempt started = (await database.StartAsync(stage, Start))!;
        SplitResult split = new()
        {
            Split = "val",
            Protocol = "{}",
            Accuracy = 50,
            MeanIoU = 25,
            Figures = "{}",
            Matrices = [[[5_000_000_000, 0], [1, 300]]],
        };

        await database.Ledger.CommitAsync(stage, started.Number, Commit with { Results = [split] }, default);

        await using PicieContext context = database.CreateDbContext();
        Confusion confusion = await context.Confusions.SingleAsync();
        CompactCounts.Read(confusion.Counts, confusion.Classes, confusion.Clusters).ShouldBe([[5_000_000_000, 0], [1, 300]]);
    }

    [Fact]
    public async Task The_database_refuses_a_second_open_attempt()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid stage = await database.AddStageAsync(StageState.Ready);
        await database.StartAsync(stage, Start);
        await using PicieContext context = database.CreateDbContext();
        context.Attempts.Add(new Attempt { Id = Guid.CreateVersion7(), StageId = stage, Number = 2, Worker = "other", Program = "picie", Device = "cpu" });

        DbUpdateException refused = await Should.ThrowAsync<DbUpdateException>(() => context.SaveChangesAsync());

        refused.InnerException!.Message.ShouldContain("UNIQUE");
    }

    private static Task CommitAsync(TestDatabase database, Guid stage) => database.CommitAsync(stage, Start, Commit);
}
