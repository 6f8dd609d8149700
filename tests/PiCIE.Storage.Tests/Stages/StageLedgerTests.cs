using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.States;
using PiCIE.Storage.Events;
using PiCIE.Storage.Results;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Stages;

public sealed class StageLedgerTests
{
    private static readonly Failure Broken = new(FailureKind.Input, "a.jpg is cut off", "copy it again");

    [Theory]
    [OnEachDatabase]
    public async Task A_commit_makes_the_stage_done_and_its_waiting_child_ready(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid parent = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, parent);
        StartedAttempt started = (await database.StartAsync(parent, TestAttempts.Start))!;

        (await database.Ledger.CommitAsync(parent, started.Number, TestAttempts.Commit, default)).ShouldBeTrue();

        Stage done = await database.StageAsync(parent);
        done.State.ShouldBe(StageState.Done);
        done.ArtifactId.ShouldNotBeNull();
        (await database.StageAsync(child)).State.ShouldBe(StageState.Ready);
        (await database.EventsAsync()).ShouldBe(["attempt-started", "stage-committed", "stage-ready"]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task The_commit_of_an_attempt_whose_stage_another_one_has_done_is_refused_and_kept_aside(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        StartedAttempt stale = (await database.StartAsync(stage, TestAttempts.Start))!;
        await database.Ledger.ClearAsync(default);
        await database.CommitAsync(stage, TestAttempts.Start, TestAttempts.Commit);

        (await database.Ledger.CommitAsync(stage, stale.Number, TestAttempts.Commit, default)).ShouldBeFalse("its result does not count");
        (await database.Ledger.MayCommitAsync(stage, stale.Number, TestAttempts.Commit.Output, default)).ShouldBeFalse();

        (await database.EventsAsync()).Count(type => type == "late-result").ShouldBe(2);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_child_with_another_open_input_stays_blocked(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid first = await database.AddStageAsync(StageState.Ready);
        Guid second = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, first, second);

        await database.CommitAsync(first, TestAttempts.Start, TestAttempts.Commit);
        (await database.StageAsync(child)).State.ShouldBe(StageState.Blocked);

        await database.CommitAsync(second, TestAttempts.Start, TestAttempts.Commit);
        (await database.StageAsync(child)).State.ShouldBe(StageState.Ready);
    }

    [Theory]
    [OnEachDatabase(false)]
    [OnEachDatabase(true)]
    public async Task A_commit_with_a_stale_attempt_number_is_refused_and_kept_aside(DatabaseKind kind, bool asked)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        StartedAttempt stale = (await database.StartAsync(stage, TestAttempts.Start))!;
        await database.Ledger.ClearAsync(default);
        StartedAttempt newest = (await database.StartAsync(stage, TestAttempts.Start))!;

        (await database.Ledger.MayCommitAsync(stage, newest.Number, TestAttempts.Commit.Output, default)).ShouldBeTrue();
        (await (asked
            ? database.Ledger.MayCommitAsync(stage, stale.Number, TestAttempts.Commit.Output, default)
            : database.Ledger.CommitAsync(stage, stale.Number, TestAttempts.Commit, default))).ShouldBeFalse();

        (await database.StageAsync(stage)).State.ShouldBe(StageState.Running);
        await using PicieContext context = database.CreateDbContext();
        (await context.Artifacts.CountAsync()).ShouldBe(0);
        ResultRefused late = (await context.Events.SingleAsync(row => row.Type == "late-result")).Read().ShouldBeOfType<ResultRefused>();
        (late.Attempt, late.Newest, late.Wanted).ShouldBe((stale.Number, newest.Number, RefusedWrite.Commit));
        late.Output!.Value.GetProperty("curve").GetInt32().ShouldBe(1);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Each_write_of_an_ended_attempt_is_refused_but_its_own_commit_asked_again(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        StartedAttempt started = (await database.StartAsync(stage, TestAttempts.Start))!;
        await database.Ledger.CommitAsync(stage, started.Number, TestAttempts.Commit, default);

        (await database.Ledger.CommitAsync(stage, started.Number, TestAttempts.Commit, default)).ShouldBeTrue();
        (await database.Ledger.FailAsync(stage, started.Number, Broken, default)).ShouldBeFalse();
        (await database.Ledger.InterruptAsync(stage, started.Number, default)).ShouldBeFalse();
        (await database.Ledger.HeartbeatAsync(stage, started.Number, null, default)).ShouldBeFalse();

        (await database.StageAsync(stage)).State.ShouldBe(StageState.Done);
        await using PicieContext context = database.CreateDbContext();
        (await context.Artifacts.CountAsync()).ShouldBe(1);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_failure_ends_the_stage_with_its_sentence(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        StartedAttempt started = (await database.StartAsync(stage, TestAttempts.Start))!;

        (await database.Ledger.FailAsync(stage, started.Number, Broken, default)).ShouldBeTrue();

        (await database.StageAsync(stage)).State.ShouldBe(StageState.Failed);
        await using PicieContext context = database.CreateDbContext();
        Attempt attempt = await context.Attempts.SingleAsync();
        (attempt.Outcome, attempt.FailureKind, attempt.Sentence).ShouldBe((AttemptOutcome.Failed, FailureKind.Input, "a.jpg is cut off"));
        attempt.Hint.ShouldBe("copy it again");
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_stage_that_fell_silent_is_tried_again_and_its_attempt_is_lost(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        StartedAttempt started = (await database.StartAsync(stage, TestAttempts.Start))!;

        (await database.Ledger.FailAsync(stage, started.Number, new Failure(FailureKind.Lost, "said nothing"), default)).ShouldBeTrue();

        (await database.StageAsync(stage)).State.ShouldBe(StageState.Ready);
        await using PicieContext context = database.CreateDbContext();
        (await context.Attempts.SingleAsync()).Outcome.ShouldBe(AttemptOutcome.Lost);
    }

    [Theory]
    [OnEachDatabase]
    public async Task An_interrupted_stage_is_ready_again_and_that_is_told(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        StartedAttempt started = (await database.StartAsync(stage, TestAttempts.Start))!;

        (await database.Ledger.InterruptAsync(stage, started.Number, default)).ShouldBeTrue();

        (await database.StageAsync(stage)).State.ShouldBe(StageState.Ready);
        (await database.EventsAsync()).ShouldBe(["attempt-started", "attempt-interrupted", "stage-ready"]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Each_event_brings_a_delivery_for_every_handler_that_must_hear_it(DatabaseKind kind)
    {
        DeliveryRoutes routes = new(new Dictionary<Type, IReadOnlyList<string>> { [typeof(AttemptStarted)] = ["first", "second"] });
        await using TestDatabase database = await TestDatabase.CreateAsync(kind, routes);
        Guid stage = await database.AddStageAsync(StageState.Ready);

        await database.StartAsync(stage, TestAttempts.Start);

        await using PicieContext context = database.CreateDbContext();
        List<Delivery> deliveries = await context.Deliveries.Include(row => row.Event).OrderBy(row => row.Handler).ToListAsync();
        deliveries.Select(row => (row.Handler, row.Event!.Type)).ShouldBe([("first", "attempt-started"), ("second", "attempt-started")]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Results_are_kept_with_their_matrices(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        StartedAttempt started = (await database.StartAsync(stage, TestAttempts.Start))!;
        SplitResult split = new()
        {
            Split = "val",
            Protocol = "{}",
            Accuracy = 50,
            MeanIoU = 25,
            Figures = "{}",
            Matrices = [[[5_000_000_000, 0], [1, 300]]],
        };

        await database.Ledger.CommitAsync(stage, started.Number, TestAttempts.Commit with { Results = [split, split with { Split = "test" }] }, default);

        await using PicieContext context = database.CreateDbContext();
        (await context.Results.OrderBy(result => result.Position).Select(result => $"{result.Position} {result.Split}").ToListAsync()).ShouldBe(["0 val", "1 test"]);
        Confusion confusion = await context.Confusions.FirstAsync();
        CompactCounts.Read(confusion.Counts, confusion.Classes, confusion.Clusters).ShouldBe([[5_000_000_000, 0], [1, 300]]);
    }
}
