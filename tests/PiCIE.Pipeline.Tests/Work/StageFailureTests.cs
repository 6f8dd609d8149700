using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Tests.Work;

public sealed class StageFailureTests
{
    [Theory]
    [InlineData("abort", FailureKind.Crash, "The stage process crashed (SIGABRT).")]
    [InlineData("kill", FailureKind.Resource, "The system killed the stage process (SIGKILL), most often for want of memory.")]
    [InlineData("memory", FailureKind.Resource, "The stage process ran out of memory.")]
    [InlineData("dies", FailureKind.Crash, "The stage process crashed (SIGABRT).")]
    [InlineData("quit", FailureKind.Crash, "The stage process ended with exit status 0 and no result.")]
    [InlineData("garbage", FailureKind.Crash, "The stage program sent a line that is no message of protocol 2: this is no JSON")]
    [InlineData("input", FailureKind.Input, "a.jpg is cut off after 12 bytes")]
    [InlineData("lie", FailureKind.Crash, "The file weights.safetensors of a new artifact has 7 bytes instead of 8.")]
    public async Task A_stage_that_cannot_do_its_work_fails_its_run_with_a_sentence(string mode, FailureKind kind, string sentence)
    {
        await using TestHome home = new();
        home.Let("train", mode);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Failed);

        RunDocument run = (await home.SendAsync(new ShowExperiment(experiment))).Runs.Single();
        run.Status.ShouldBe(RunStatus.Failed);
        run.Stages.Select(stage => stage.Status).ShouldBe([StageState.Done, StageState.Failed, StageState.Blocked, StageState.Blocked]);
        FailureDocument failure = run.Stages[1].Failure.ShouldNotBeNull();
        failure.Message.ShouldBe(sentence);
        failure.Kind.ShouldBe(kind);
        File.Exists(failure.Log).ShouldBeTrue();
    }

    [Fact]
    public async Task A_stage_that_stays_silent_is_lost_and_no_crash()
    {
        await using TestHome home = new();
        home.Let("train", "silent");
        home.Get<LocalWorker>().Times = new StageProcessTimes { Stall = TimeSpan.FromMilliseconds(500) };
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Failed);

        (await home.SendAsync(new ShowExperiment(experiment))).Runs[0].Stages[1].Failure!.Kind.ShouldBe(FailureKind.Lost);
        await using PicieContext context = await home.OpenAsync();
        (await context.Attempts.OrderBy(attempt => attempt.StartedAt).Select(attempt => attempt.Outcome).ToListAsync())
            .ShouldBe([AttemptOutcome.Succeeded, .. Enumerable.Repeat<AttemptOutcome?>(AttemptOutcome.Lost, 5)]);
    }

    [Fact]
    public async Task A_failed_stage_blocks_its_own_run_only_and_is_tried_again_by_the_next_submit()
    {
        await using TestHome home = new();
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        home.Let("train", "once input");
        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Failed);
        (await home.SendAsync(new ShowExperiment(experiment))).Runs.Select(run => run.Status).ShouldBe([RunStatus.Failed, RunStatus.Done]);

        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);
        (await home.SendAsync(new ShowExperiment(experiment))).Runs[0].Stages[1].Attempts.ShouldBe(2);
        await using PicieContext context = await home.OpenAsync();
        (await context.Stages.Where(stage => stage.AttemptNumber == 2).Select(stage => stage.TriesFrom).SingleAsync())
            .ShouldBe(2, "the tries before the submit do not count");
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_is_told_of_once_and_the_work_goes_on()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "a device that is always full is needed");
        await using TestHome home = new();
        home.Let("train", "noisy");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Directory.CreateDirectory(home.Home.LogsFolder);
        File.CreateSymbolicLink(
            Path.Combine(home.Home.LogsFolder, $"train-{await home.StageIdAsync(StageKind.Train):N}-1.log"), "/dev/full");
        Watching watching = new();

        WorkOutcome outcome = await home.WorkAsync(experiment, watching).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        outcome.ShouldBe(WorkOutcome.Done);
        watching.Notices.OfType<StageLogged>().Single().Text.ShouldStartWith("Lines are missing in the log");
    }

    [Fact]
    public async Task Where_the_loop_cannot_go_on_the_stage_in_work_is_stopped_before_that_is_said()
    {
        await using TestHome home = new();
        home.Let("preprocess", "wait");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        const string Sql = "insert into events (at, type, body) values ('2026-01-01T00:00:00.0000000Z', 'from-the-future', '{\"type\":\"from-the-future\"}')";
        Watching watching = new() { Each = notice => ExecuteAtWaiting(home, notice, Sql) };

        await Should.ThrowAsync<System.Text.Json.JsonException>(() => home.WorkAsync(experiment, watching));

        home.IsLastAlive().ShouldBeFalse();
        await using PicieContext context = await home.OpenAsync();
        (await context.Attempts.SingleAsync()).Outcome.ShouldBe(AttemptOutcome.Interrupted);
    }

    [Fact]
    public async Task A_database_that_fails_while_a_stage_works_ends_the_work_with_a_sentence()
    {
        await using TestHome home = new();
        home.Let("preprocess", "wait");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Watching watching = new() { Each = notice => ExecuteAtWaiting(home, notice, "drop table deliveries") };

        PicieException error = await Should.ThrowAsync<PicieException>(() => home.WorkAsync(experiment, watching));

        (error.Code, error.Kind).ShouldBe(("database", ProblemKind.Environment));
        home.IsLastAlive().ShouldBeFalse();
    }

    private static void ExecuteAtWaiting(TestHome home, RunNotice notice, string sql)
    {
        if (notice is StageProgressed { Phase: "waiting" })
        {
            using SqliteConnection connection = new($"Data Source={home.Home.Database};Foreign Keys=False");
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
