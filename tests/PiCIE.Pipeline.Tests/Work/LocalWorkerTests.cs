using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.DataSets;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Work;

public sealed class LocalWorkerTests
{
    [Theory]
    [OnEachDatabase]
    public async Task A_run_goes_through_its_four_stages_and_is_done(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
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

    [Theory]
    [OnEachDatabase]
    public async Task What_enters_no_key_goes_with_the_order_and_stands_in_the_attempt(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));
        await using PicieContext context = await home.OpenAsync();

        StageOrder order = home.OrderOf("evaluate");
        Attempt attempt = await context.Attempts.SingleAsync(
            row => context.Stages.Any(stage => stage.Id == row.StageId && stage.Kind == StageKind.Evaluate), TestContext.Current.CancellationToken);

        (order.BatchSize, order.Threads, order.Device).ShouldBe((TestPlans.EvaluateBatch, attempt.Threads, attempt.Device));
        attempt.BatchSize.ShouldBe(TestPlans.EvaluateBatch);
        home.OrderOf("cluster").BatchSize.ShouldBeNull();
    }

    [Theory]
    [OnEachDatabase]
    public async Task Of_several_folders_of_a_data_set_the_newest_that_is_there_is_read(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await using (PicieContext context = await home.OpenAsync())
        {
            Guid dataSet = await context.DataSets.Select(row => row.Id).SingleAsync();
            context.DataSetPaths.Add(new DataSetPath { DataSetId = dataSet, Path = "/unplugged/fields", FileHashes = "{}", CreatedAt = DateTimeOffset.UtcNow });
            await context.SaveChangesAsync();
        }

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);

        home.OrderOf("preprocess").Inputs.ShouldBe(new Dictionary<string, string> { ["data"] = home.Root });
    }

    [Theory]
    [OnEachDatabase]
    public async Task Submitting_the_same_again_runs_nothing(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);
        int before = home.Ran().Length;

        (await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1))).ShouldBe(experiment);

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);
        home.Ran().Length.ShouldBe(before);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Another_experiment_shares_what_is_done_and_says_so(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));

        Guid second = await home.SubmitAsync(TestPlans.Of(home, "more-fields", "other text", 1, 2));
        Watching watching = new();
        (await home.WorkAsync(second, watching)).ShouldBe(WorkOutcome.Done);

        home.Ran().Skip(4).ShouldBe(["train", "cluster", "evaluate"]);
        ExperimentDocument document = await home.SendAsync(new ShowExperiment(second));
        document.Runs[0].Stages.ShouldAllBe(stage => stage.Reused);
        double work = document.Runs[0].Seconds.ShouldNotBeNull();
        work.ShouldBe((await home.SendAsync(new ShowRun("fields/seed-1"))).Runs[0].Seconds!.Value, "equal runs read alike, whoever did the work");
        document.Runs[1].Stages.Select(stage => stage.Reused).ShouldBe([true, false, false, false]);
        await using PicieContext context = await home.OpenAsync();
        (await context.Runs.CountAsync(run => run.ExperimentId == second && run.EndedAt != null)).ShouldBe(2);
    }

    [Theory]
    [OnEachDatabase("wait")]
    [OnEachDatabase("deaf")]
    public async Task Asked_to_stop_it_interrupts_the_stage_and_the_next_call_starts_that_stage_anew(DatabaseKind kind, string mode)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
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

    [Theory]
    [OnEachDatabase]
    public async Task What_another_submits_meanwhile_is_left_to_him(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
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

    [Theory]
    [OnEachDatabase]
    public async Task Runs_of_the_experiment_that_nobody_names_now_are_left_alone(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "other text", 2));

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);

        home.Ran().ShouldBe(["preprocess", "train", "cluster", "evaluate"]);
        (await home.SendAsync(new ShowExperiment(experiment))).Runs.Select(run => run.Status).ShouldBe([RunStatus.Waiting, RunStatus.Done]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task The_first_run_is_finished_before_the_next_begins(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);

        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2)));

        home.Ran().ShouldBe(["preprocess", "train", "cluster", "evaluate", "train", "cluster", "evaluate"]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Points_reported_on_the_way_are_kept_with_their_attempt(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));

        await using PicieContext context = await home.OpenAsync();
        List<double?> values = await context.MetricPoints.OrderBy(point => point.Step).Select(point => point.Value).ToListAsync();
        values.ShouldBe([2.5, 2.25]);
        (await context.MetricSeries.SingleAsync()).Attempt.ShouldBe(1);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Nothing_is_left_to_deliver_at_the_end(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));

        await using PicieContext context = await home.OpenAsync();
        (await context.Deliveries.CountAsync()).ShouldBe(0);
        (await context.Events.CountAsync(row => row.Type == "stage-committed")).ShouldBe(4);
    }

    private static void StopAtProgress(RunNotice notice, CancellationTokenSource stop)
    {
        if (notice is StageProgressed { Phase: "waiting" })
        {
            _ = stop.CancelAsync();
        }
    }
}
