using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage.Control;
using PiCIE.Storage.Events;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Stages;

/// <summary>Two writes at once come to one state, on every database, and nothing is lost or waits for ever.</summary>
public sealed class RaceTests
{
    private const int Rounds = 20;

    [Theory]
    [OnEachDatabase]
    public async Task Of_two_inputs_that_end_at_once_one_finds_the_other_done(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        for (int round = 0; round < Rounds; round++)
        {
            Guid first = await database.AddStageAsync(StageState.Ready), second = await database.AddStageAsync(StageState.Ready);
            Guid child = await database.AddStageAsync(StageState.Blocked, first, second);
            int one = (await database.StartAsync(first, TestAttempts.Start)).ShouldNotBeNull().Number;
            int other = (await database.StartAsync(second, TestAttempts.Start)).ShouldNotBeNull().Number;

            bool[] taken = await AtOnceAsync(
                () => database.Ledger.CommitAsync(first, one, TestAttempts.Commit, default), () => database.Ledger.CommitAsync(second, other, TestAttempts.Commit, default));

            taken.ShouldBe([true, true]);
            (await database.StageAsync(child)).State.ShouldBe(StageState.Ready, $"round {round}");
        }
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_commit_that_was_confirmed_is_not_taken_back_by_a_clearing_at_the_same_moment(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        for (int round = 0; round < Rounds; round++)
        {
            Guid stage = await database.AddStageAsync(StageState.Ready);
            int number = (await database.StartAsync(stage, TestAttempts.Start)).ShouldNotBeNull().Number;

            bool[] taken = await AtOnceAsync(
                () => database.Ledger.CommitAsync(stage, number, TestAttempts.Commit, default), async () => await database.Ledger.ClearAsync(default) == 1);

            taken.Count(one => one).ShouldBe(1, $"round {round}: one of commit and clearing has the attempt");
            (await database.StageAsync(stage)).State.ShouldBe(taken[0] ? StageState.Done : StageState.Ready, $"round {round}");
        }
    }

    [Theory]
    [OnEachDatabase]
    public async Task Of_several_starts_on_one_offer_one_succeeds(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        for (int round = 0; round < Rounds; round++)
        {
            Guid stage = await database.AddStageAsync(StageState.Ready);
            AttemptStart start = TestAttempts.Start with { Offer = await database.OfferAsync(stage) };

            bool[] started = await AtOnceAsync([.. Enumerable.Repeat<Func<Task<bool>>>(async () => await database.Ledger.StartAsync(stage, start, default) is not null, 6)]);

            started.Count(one => one).ShouldBe(1, $"round {round}");
        }
    }

    [Theory]
    [OnEachDatabase]
    public async Task Many_stages_of_one_run_may_end_at_once(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        const int Stages = 12;
        List<(Guid Stage, int Number)> started = [];
        for (int stage = 0; stage < Stages; stage++)
        {
            Guid id = await database.AddStageAsync(StageState.Ready);
            started.Add((id, (await database.StartAsync(id, TestAttempts.Start)).ShouldNotBeNull().Number));
        }

        bool[] taken = await AtOnceAsync([.. started.Select<(Guid Stage, int Number), Func<Task<bool>>>(one => () => database.Ledger.CommitAsync(one.Stage, one.Number, TestAttempts.Commit, default))]);

        taken.ShouldAllBe(one => one);
        await using PicieContext context = database.CreateDbContext();
        (await context.Runs.SingleAsync()).DoneStageCount.ShouldBe(Stages);
    }

    [Theory]
    [OnEachDatabase]
    public async Task An_input_that_is_lost_while_its_reader_starts_leaves_no_reader_ready(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        for (int round = 0; round < Rounds; round++)
        {
            Guid source = await database.AddStageAsync(StageState.Ready);
            Guid reader = await database.AddStageAsync(StageState.Blocked, source);
            await database.CommitAsync(source, TestAttempts.Start, TestAttempts.Commit);
            AttemptStart start = TestAttempts.Start with { Offer = await database.OfferAsync(reader) };

            bool[] done = await AtOnceAsync(
                () => database.Ledger.WithdrawAsync(source, "gone", default), async () => await database.Ledger.StartAsync(reader, start, default) is not null);

            done[0].ShouldBeTrue();
            (await database.StageAsync(reader)).State.ShouldBe(done[1] ? StageState.Running : StageState.Blocked, $"round {round}");
        }
    }

    [Theory]
    [OnEachDatabase]
    public async Task Of_a_commit_and_a_cancel_at_once_one_decides(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        RunCancellation cancellation = new(database, new EventJournal(database.Routes), TimeProvider.System);
        RunRetry retry = new(database, new EventJournal(database.Routes), TimeProvider.System);
        for (int round = 0; round < Rounds; round++)
        {
            Guid stage = await database.AddStageAsync(StageState.Ready);
            Guid child = await database.AddStageAsync(StageState.Blocked, stage);
            Guid[] runs = await RunsAsync(database);
            int number = (await database.StartAsync(stage, TestAttempts.Start)).ShouldNotBeNull().Number;

            bool[] taken = await AtOnceAsync(
                () => database.Ledger.CommitAsync(stage, number, TestAttempts.Commit, default), async () => (await cancellation.CancelAsync(runs, "ada", default)).Count == 1);

            taken[1].ShouldBeTrue($"round {round}: the run was not done");
            (await database.StageAsync(stage)).State.ShouldBe(taken[0] ? StageState.Done : StageState.Canceled, $"round {round}");
            (await database.StageAsync(child)).State.ShouldBe(StageState.Canceled, $"round {round}");
            (await retry.AskAgainAsync(runs, failed: false, "ada", default)).Count.ShouldBe(1);
            (await database.StageAsync(child)).State.ShouldBe(taken[0] ? StageState.Ready : StageState.Blocked, $"round {round}");
        }
    }

    [Theory]
    [OnEachDatabase]
    public async Task Of_a_paused_experiment_nothing_starts_at_the_same_moment_unseen(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        ExperimentPause pause = new(database, new EventJournal(database.Routes), TimeProvider.System);
        for (int round = 0; round < Rounds; round++)
        {
            Guid stage = await database.AddStageAsync(StageState.Ready);
            await using PicieContext context = database.CreateDbContext();
            Guid experiment = await context.Experiments.Select(row => row.Id).SingleAsync();
            AttemptStart start = TestAttempts.Start with { Offer = await database.OfferAsync(stage) };

            bool[] done = await AtOnceAsync(
                () => pause.BeginAsync(experiment, false, "ada", default), async () => await database.Ledger.StartAsync(stage, start, default) is not null);

            done[0].ShouldBeTrue();
            Stage after = await database.StageAsync(stage);
            (after.State, after.OfferedUntil).ShouldBe((done[1] ? StageState.Running : StageState.Ready, (DateTimeOffset?)null), $"round {round}");
            (await database.Ledger.StartAsync(stage, start, default)).ShouldBeNull();
            (await pause.EndAsync(experiment, "ada", default)).ShouldBeTrue();
            (await context.StageWanters.AnyAsync(wanter => wanter.StageId == stage)).ShouldBeTrue();
        }
    }

    private static async Task<Guid[]> RunsAsync(TestDatabase database)
    {
        await using PicieContext context = database.CreateDbContext();
        return await context.Runs.Select(run => run.Id).ToArrayAsync();
    }

    private static Task<bool[]> AtOnceAsync(params Func<Task<bool>>[] writes) => Task.WhenAll(writes.Select(Task.Run));
}
