using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.States;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Stages;

public sealed class TriesTests
{
    [Theory]
    [OnEachDatabase(FailureKind.Input, 1)]
    [OnEachDatabase(FailureKind.Resource, 2)]
    [OnEachDatabase(FailureKind.Crash, 3)]
    [OnEachDatabase(FailureKind.Lost, 5)]
    [OnEachDatabase(FailureKind.Transient, 5)]
    public async Task A_stage_is_tried_as_often_as_its_failures_leave_tries(DatabaseKind database, FailureKind kind, int tries)
    {
        await using TestDatabase ledger = await TestDatabase.CreateAsync(database);
        Guid stage = await ledger.AddStageAsync(StageState.Ready);

        for (int failed = 1; failed <= tries; failed++)
        {
            await FailAsync(ledger, stage, kind);
            (await ledger.StageAsync(stage)).State.ShouldBe(failed < tries ? StageState.Ready : StageState.Failed, $"after {failed} failures");
        }

        (await ledger.EventsAsync()).Count(name => name == "stage-failed").ShouldBe(1);
        (await ledger.EventsAsync()).Count(name => name == "attempt-failed").ShouldBe(tries - 1);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Failures_of_other_kinds_and_those_before_the_last_progress_do_not_count(DatabaseKind database)
    {
        await using TestDatabase ledger = await TestDatabase.CreateAsync(database);
        Guid stage = await ledger.AddStageAsync(StageState.Ready);
        await FailAsync(ledger, stage, FailureKind.Resource);
        await FailAsync(ledger, stage, FailureKind.Crash);
        await FailAsync(ledger, stage, FailureKind.Crash);
        await SetAsync(ledger, stage, tries: 4);

        await FailAsync(ledger, stage, FailureKind.Crash);
        await FailAsync(ledger, stage, FailureKind.Resource);
        await FailAsync(ledger, stage, FailureKind.Crash);
        (await ledger.StageAsync(stage)).State.ShouldBe(StageState.Ready);

        await FailAsync(ledger, stage, FailureKind.Crash);
        (await ledger.StageAsync(stage)).State.ShouldBe(StageState.Failed);
    }

    [Theory]
    [OnEachDatabase]
    public async Task What_may_pass_by_itself_waits_before_its_next_try_and_is_not_started_before(DatabaseKind database)
    {
        await using TestDatabase ledger = await TestDatabase.CreateAsync(database);
        Guid stage = await ledger.AddStageAsync(StageState.Ready);

        await FailAsync(ledger, stage, FailureKind.Transient);

        (await WaitOfAsync(ledger, stage)).ShouldBe(10);
        (await ledger.StartAsync(stage, TestAttempts.Start)).ShouldBeNull();
        await FailAsync(ledger, stage, FailureKind.Transient);
        (await WaitOfAsync(ledger, stage)).ShouldBe(40);
        await using PicieContext context = ledger.CreateDbContext();
        AttemptFailed told = (await context.Events.Where(row => row.Type == "attempt-failed").OrderBy(row => row.Seq).LastAsync()).Read().ShouldBeOfType<AttemptFailed>();
        told.Next.ShouldBe(new NextTry(3, 5, 40));
    }

    [Theory]
    [OnEachDatabase]
    public async Task Workers_that_go_one_after_another_fail_the_stage_in_the_end(DatabaseKind database)
    {
        await using TestDatabase ledger = await TestDatabase.CreateAsync(database);
        Guid stage = await ledger.AddStageAsync(StageState.Ready);

        for (int gone = 1; gone <= 5; gone++)
        {
            (await ledger.StartAsync(stage, TestAttempts.Start)).ShouldNotBeNull();
            (await ledger.Ledger.ClearAsync(default)).ShouldBe(1);
            (await ledger.StageAsync(stage)).State.ShouldBe(gone < 5 ? StageState.Ready : StageState.Failed, $"after {gone}");
        }

        await using PicieContext context = ledger.CreateDbContext();
        (await context.Attempts.Select(attempt => attempt.Outcome).Distinct().ToListAsync()).ShouldBe([AttemptOutcome.Lost]);
        (await context.Attempts.Select(attempt => attempt.Sentence).FirstAsync())!.ShouldStartWith("Nothing more was heard of ");
    }

    [Theory]
    [OnEachDatabase("interrupted")]
    [OnEachDatabase("failed")]
    [OnEachDatabase("lost")]
    public async Task A_stage_whose_input_was_taken_back_while_it_ran_waits_for_it(DatabaseKind database, string end)
    {
        await using TestDatabase ledger = await TestDatabase.CreateAsync(database);
        Guid source = await ledger.AddStageAsync(StageState.Ready);
        Guid reader = await ledger.AddStageAsync(StageState.Blocked, source);
        await ledger.CommitAsync(source, TestAttempts.Start, TestAttempts.Commit);
        StartedAttempt started = (await ledger.StartAsync(reader, TestAttempts.Start)).ShouldNotBeNull();
        (await ledger.Ledger.WithdrawAsync(source, "damaged", default)).ShouldBeTrue();

        bool taken = end switch
        {
            "interrupted" => await ledger.Ledger.InterruptAsync(reader, started.Number, default),
            "failed" => await ledger.Ledger.FailAsync(reader, started.Number, new Failure(FailureKind.Crash, "it failed"), default),
            _ => await ledger.Ledger.ClearAsync(default) == 1,
        };
        taken.ShouldBeTrue();

        (await ledger.StageAsync(reader)).State.ShouldBe(StageState.Blocked);
        await ledger.CommitAsync(source, TestAttempts.Start, TestAttempts.Commit);
        (await ledger.StageAsync(reader)).State.ShouldBe(StageState.Ready);
    }

    private static async Task FailAsync(TestDatabase ledger, Guid stage, FailureKind kind)
    {
        await SetAsync(ledger, stage, tries: null);
        StartedAttempt started = (await ledger.StartAsync(stage, TestAttempts.Start)).ShouldNotBeNull();
        (await ledger.Ledger.FailAsync(stage, started.Number, new Failure(kind, "it failed"), default)).ShouldBeTrue();
    }

    /// <summary>Lets the wait of a stage pass, and its tries count from an attempt.</summary>
    private static async Task SetAsync(TestDatabase ledger, Guid stage, int? tries)
    {
        await using PicieContext context = ledger.CreateDbContext();
        await context.Stages.Where(row => row.Id == stage).ExecuteUpdateAsync(update => update
            .SetProperty(row => row.NotBefore, (DateTimeOffset?)null).SetProperty(row => row.TriesFrom, row => tries ?? row.TriesFrom));
    }

    private static async Task<double> WaitOfAsync(TestDatabase ledger, Guid stage)
    {
        await using PicieContext context = ledger.CreateDbContext();
        DateTimeOffset ended = await context.Attempts.Where(row => row.StageId == stage).OrderByDescending(row => row.Number).Select(row => row.EndedAt!.Value).FirstAsync();
        return ((await ledger.StageAsync(stage)).NotBefore!.Value - ended).TotalSeconds;
    }
}
