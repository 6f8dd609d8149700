using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.States;
using PiCIE.Storage.Stages;
using PiCIE.Storage.Workers;

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
    public async Task Failures_of_the_surroundings_spend_no_try_and_go_to_another_pool_first(DatabaseKind database)
    {
        await using TestDatabase ledger = await TestDatabase.CreateAsync(database);
        Guid stage = await ledger.AddStageAsync(StageState.Ready);

        await FailAsync(ledger, stage, FailureKind.Environment);

        (await WaitOfAsync(ledger, stage)).ShouldBe(10);
        Stage row = await ledger.StageAsync(stage);
        (row.State, row.LastPool).ShouldBe((StageState.Ready, "test"));
        await using PicieContext context = ledger.CreateDbContext();
        (await context.Attempts.SingleAsync()).Outcome.ShouldBe(AttemptOutcome.Interrupted);
        AttemptInterrupted told = (await context.Events.SingleAsync(row => row.Type == "attempt-interrupted")).Read().ShouldBeOfType<AttemptInterrupted>();
        told.Reason.ShouldBe("it failed. It is tried again in 10 seconds; this spends no try.");
    }

    [Theory]
    [OnEachDatabase("the same home", true)]
    [OnEachDatabase("another home", false)]
    [OnEachDatabase("another kind", true)]
    [OnEachDatabase("silent", true)]
    public async Task Surroundings_that_fail_a_stage_five_times_fail_it_once_no_other_machine_is_left(DatabaseKind database, string other, bool failed)
    {
        await using TestDatabase ledger = await TestDatabase.CreateAsync(database);
        Guid stage = await ledger.AddStageAsync(StageState.Ready);
        await using (PicieContext context = ledger.CreateDbContext())
        {
            string home = other == "the same home" ? "here" : "there";
            DateTimeOffset heard = other == "silent" ? DateTimeOffset.UtcNow.AddHours(-1) : DateTimeOffset.UtcNow.AddMinutes(1);
            (string host, int pid) = (TestAttempts.Start.Worker.Split(':')[0], int.Parse(TestAttempts.Start.Worker.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
            context.AddRange(WorkerOf(host, pid, "here", DateTimeOffset.UtcNow.AddHours(-1)), WorkerOf("other", 2, home, heard));
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
            string kinds = other == "another kind" ? """["evaluate"]""" : """["preprocess","train","cluster"]""";
            foreach (Worker worker in await context.Workers.ToListAsync(TestContext.Current.CancellationToken))
            {
                context.Add(new WorkerPool
                {
                    WorkerId = worker.Id,
                    Name = "all",
                    Queue = $"p-{worker.Id:N}",
                    Kinds = kinds,
                    Device = "cpu",
                    StageVersions = "{}",
                    Precisions = "[]",
                    DataSets = "[]",
                    Slots = 1,
                });
            }

            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        for (int failures = 0; failures < 5; failures++)
        {
            (await ledger.StageAsync(stage)).State.ShouldBe(StageState.Ready, $"after {failures}");
            await FailAsync(ledger, stage, FailureKind.Environment);
        }

        (await ledger.StageAsync(stage)).State.ShouldBe(failed ? StageState.Failed : StageState.Ready);
        await using PicieContext after = ledger.CreateDbContext();
        (await after.Attempts.OrderBy(attempt => attempt.Number).Select(attempt => attempt.FailureKind).LastAsync())
            .ShouldBe(failed ? FailureKind.Resource : FailureKind.Environment);

        static Worker WorkerOf(string host, int pid, string home, DateTimeOffset heard) => new()
        {
            Id = Guid.CreateVersion7(),
            Host = host,
            Pid = pid,
            Home = home,
            SchemaVersion = "1",
            HeartbeatAt = heard,
            StartedAt = heard,
        };
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
        (await ledger.Ledger.FailAsync(stage, started.Number, new Failure(kind, "it failed."), default)).ShouldBeTrue();
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
