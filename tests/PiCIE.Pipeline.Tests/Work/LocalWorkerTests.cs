using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Work;

public sealed class LocalWorkerTests
{
    [Fact]
    public async Task A_run_goes_through_its_four_stages_and_is_done()
    {
        await using TestHome home = new();
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Watching watching = new();

        WorkOutcome outcome = await home.WorkAsync(experiment, watching);

        outcome.ShouldBe(WorkOutcome.Done);
        home.Ran().ShouldBe(["preprocess", "train", "cluster", "evaluate"]);
        watching.Notices.OfType<StageEnded>().Select(ended => ended.Outcome).ShouldBe([AttemptOutcome.Succeeded, AttemptOutcome.Succeeded, AttemptOutcome.Succeeded, AttemptOutcome.Succeeded]);
        await using PicieContext context = await home.OpenAsync();
        (await context.Runs.SingleAsync()).Status.ShouldBe(RunStatus.Done);
        (await context.Events.CountAsync(row => row.Type == "run-ended")).ShouldBe(1);
        Directory.EnumerateFileSystemEntries(home.Home.WorkFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_enters_no_key_goes_with_the_order_and_stands_in_the_attempt()
    {
        await using TestHome home = new();
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));
        await using PicieContext context = await home.OpenAsync();

        StageOrder order = home.OrderOf("evaluate");
        Attempt attempt = await context.Attempts.SingleAsync(
            row => context.Stages.Any(stage => stage.Id == row.StageId && stage.Kind == StageKind.Evaluate), TestContext.Current.CancellationToken);

        (order.BatchSize, order.Threads, order.Device).ShouldBe((TestPlans.EvaluateBatch, attempt.Threads, attempt.Device));
        attempt.BatchSize.ShouldBe(TestPlans.EvaluateBatch);
        home.OrderOf("cluster").BatchSize.ShouldBeNull();
    }

    [Fact]
    public async Task Submitting_the_same_again_runs_nothing()
    {
        await using TestHome home = new();
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);
        int before = home.Ran().Length;

        (await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1))).ShouldBe(experiment);

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);
        home.Ran().Length.ShouldBe(before);
    }

    [Fact]
    public async Task Another_experiment_shares_what_is_done_and_says_so()
    {
        await using TestHome home = new();
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));

        Guid second = await home.SubmitAsync(TestPlans.Of(home, "more-fields", "other text", 1, 2));
        Watching watching = new();
        (await home.WorkAsync(second, watching)).ShouldBe(WorkOutcome.Done);

        home.Ran().Skip(4).ShouldBe(["train", "cluster", "evaluate"]);
        ExperimentDocument document = await home.SendAsync(new ShowExperiment(second));
        document.Runs[0].Stages.ShouldAllBe(stage => stage.Reused);
        document.Runs[1].Stages.Select(stage => stage.Reused).ShouldBe([true, false, false, false]);
        await using PicieContext context = await home.OpenAsync();
        (await context.Runs.CountAsync(run => run.ExperimentId == second && run.EndedAt != null)).ShouldBe(2);
    }

    [Theory]
    [InlineData("abort", FailureKind.Crash, "The stage process crashed (SIGABRT).")]
    [InlineData("kill", FailureKind.Resource, "The system killed the stage process (SIGKILL), most often for want of memory.")]
    [InlineData("memory", FailureKind.Resource, "The stage process ran out of memory.")]
    [InlineData("disk", FailureKind.Resource, "The disk is full.")]
    [InlineData("quit", FailureKind.Crash, "The stage process ended with exit status 0 and no result.")]
    [InlineData("garbage", FailureKind.Crash, "The stage program sent a line that is no message of protocol 1: this is no JSON")]
    [InlineData("old", FailureKind.Crash, "The stage program has version 7 of the stage train; the plan was made for version 2.")]
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
            .ShouldBe([AttemptOutcome.Succeeded, AttemptOutcome.Lost]);
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
    }

    [Theory]
    [InlineData("wait")]
    [InlineData("deaf")]
    public async Task Asked_to_stop_it_interrupts_the_stage_and_the_next_call_starts_that_stage_anew(string mode)
    {
        await using TestHome home = new();
        home.Let("train", mode);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        using CancellationTokenSource stop = new();
        Watching watching = new() { Each = notice => StopAtProgress(notice, stop) };

        WorkOutcome outcome = await home.Get<LocalWorker>().RunAsync(experiment, home.Asked(experiment), watching, stop.Token, mode == "deaf" ? stop.Token : default);

        outcome.ShouldBe(WorkOutcome.Interrupted);
        watching.Notices.OfType<StageEnded>().Last().Outcome.ShouldBe(AttemptOutcome.Interrupted);
        home.Let("train", null);
        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);
        home.Ran().ShouldBe(["preprocess", "train", "train", "cluster", "evaluate"]);
    }

    [Fact]
    public async Task A_second_process_is_refused_and_told_who_works()
    {
        await using TestHome home = new();
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        using WorkerLock held = WorkerLock.Take(home.Home, "forests");

        PicieException refusal = await Should.ThrowAsync<PicieException>(() => home.WorkAsync(experiment));

        refusal.Kind.ShouldBe(ProblemKind.Conflict);
        refusal.Message.ShouldContain($"process {Environment.ProcessId} on {Environment.MachineName}");
        refusal.Message.ShouldContain("forests");
        home.Ran().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_dead_process_left_is_cleared_by_the_next()
    {
        await using TestHome home = new();
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid stage = await StageAsync(home, StageKind.Preprocess);
        await home.StartAsync(stage);

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);

        await using PicieContext context = await home.OpenAsync();
        List<AttemptOutcome?> outcomes = await context.Attempts.Where(attempt => attempt.StageId == stage)
            .OrderBy(attempt => attempt.Number).Select(attempt => attempt.Outcome).ToListAsync();
        outcomes.ShouldBe([AttemptOutcome.Lost, AttemptOutcome.Succeeded]);
    }

    [Fact]
    public async Task Only_what_attempts_left_is_cleared()
    {
        await using TestHome home = new();
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        string left = Directory.CreateDirectory(home.Home.AttemptFolder(Guid.CreateVersion7(), 3).Root).FullName;
        string tool = Directory.CreateDirectory(Path.Combine(home.Home.ToolsFolder, "predict-1")).FullName;
        string other = Directory.CreateDirectory(Path.Combine(home.Home.WorkFolder, "notes")).FullName;

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);

        Directory.Exists(left).ShouldBeFalse();
        Directory.Exists(tool).ShouldBeTrue();
        Directory.Exists(other).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_cleared_keeps_nobody_from_working()
    {
        await using TestHome home = new();
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        string left = Directory.CreateDirectory(home.Home.AttemptFolder(Guid.CreateVersion7(), 3).Root).FullName;
        using StillWriting child = StillWriting.Into(left);

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);
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
            Path.Combine(home.Home.LogsFolder, $"train-{await StageAsync(home, StageKind.Train):N}-1.log"), "/dev/full");
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
    public async Task What_another_submits_meanwhile_is_left_to_him()
    {
        await using TestHome home = new();
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Task<Guid>? second = null;
        Watching watching = new()
        {
            Each = _ => (second ??= Task.Run(() => home.SubmitAsync(TestPlans.OfPhotographs("more", home, "more-fields", "more", 2, 3)))).Wait(),
        };

        WorkOutcome outcome = await home.WorkAsync(experiment, watching).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        outcome.ShouldBe(WorkOutcome.Done);
        home.Ran().ShouldBe(["preprocess", "train", "cluster", "evaluate"]);
    }

    [Fact]
    public async Task Runs_of_the_experiment_that_nobody_names_now_are_left_alone()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "other text", 2));

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);

        home.Ran().ShouldBe(["preprocess", "train", "cluster", "evaluate"]);
        (await home.SendAsync(new ShowExperiment(experiment))).Runs.Select(run => run.Status).ShouldBe([RunStatus.Waiting, RunStatus.Done]);
    }

    [Fact]
    public async Task The_first_run_is_finished_before_the_next_begins()
    {
        await using TestHome home = new();

        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2)));

        home.Ran().ShouldBe(["preprocess", "train", "cluster", "evaluate", "train", "cluster", "evaluate"]);
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

    [Fact]
    public async Task A_damaged_input_is_made_again_before_it_is_used()
    {
        await using TestHome home = new();
        home.Let("cluster", "input");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);
        string weights = (await home.SendAsync(new ShowExperiment(experiment))).Runs[0].Artifacts[ArtifactNames.Weights];
        File.WriteAllText(weights, "WEIGHTS");
        home.Let("cluster", null);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Watching watching = new();

        (await home.WorkAsync(experiment, watching)).ShouldBe(WorkOutcome.Done);

        home.Ran().ShouldBe(["preprocess", "train", "cluster", "train", "cluster", "evaluate"]);
        watching.Notices.OfType<StageWithdrawn>().Single().Sentence.ShouldContain("weights.safetensors has another content");
    }

    [Fact]
    public async Task A_removed_artifact_is_made_again_by_the_next_submit()
    {
        await using TestHome home = new();
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);
        Directory.Delete((await home.SendAsync(new ShowExperiment(experiment))).Runs[0].Artifacts[ArtifactNames.Cluster], recursive: true);

        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);
        home.Ran().Skip(4).ShouldBe(["cluster"]);
    }

    [Fact]
    public async Task After_the_loss_of_the_database_all_is_made_again_beside_what_is_stored()
    {
        await using TestHome home = new();
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));
        string[] before = Directory.GetFiles(home.Home.ArtifactsFolder, "*", SearchOption.AllDirectories);
        Dictionary<string, string> contents = before.ToDictionary(file => file, File.ReadAllText);
        SqliteConnection.ClearAllPools();
        Array.ForEach(Directory.GetFiles(home.Root, "picie.db*"), File.Delete);

        await using TestHome next = new(home.Root);
        Guid experiment = await next.SubmitAsync(TestPlans.Of(next, "fields", "text", 1));
        (await next.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);

        before.ShouldAllBe(file => File.ReadAllText(file) == contents[file]);
        Directory.GetFiles(home.Home.ArtifactsFolder, "*", SearchOption.AllDirectories).Length.ShouldBe(2 * before.Length);
        RunDocument run = (await next.SendAsync(new ShowExperiment(experiment))).Runs.Single();
        run.Stages.ShouldAllBe(stage => stage.Attempts == 1);
    }

    [Fact]
    public async Task Points_reported_on_the_way_are_kept_with_their_attempt()
    {
        await using TestHome home = new();
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));

        await using PicieContext context = await home.OpenAsync();
        List<double?> values = await context.MetricPoints.OrderBy(point => point.Step).Select(point => point.Value).ToListAsync();
        values.ShouldBe([2.5, 2.25]);
        (await context.MetricSeries.SingleAsync()).Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_left_to_deliver_at_the_end()
    {
        await using TestHome home = new();
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));

        await using PicieContext context = await home.OpenAsync();
        (await context.Deliveries.CountAsync()).ShouldBe(0);
        (await context.Events.CountAsync(row => row.Type == "stage-committed")).ShouldBe(4);
    }

    private static async Task<Guid> StageAsync(TestHome home, StageKind kind)
    {
        await using PicieContext context = await home.OpenAsync();
        return await context.Stages.Where(stage => stage.Kind == kind).Select(stage => stage.Id).SingleAsync();
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

    private static void StopAtProgress(RunNotice notice, CancellationTokenSource stop)
    {
        if (notice is StageProgressed { Phase: "waiting" })
        {
            _ = stop.CancelAsync();
        }
    }
}
