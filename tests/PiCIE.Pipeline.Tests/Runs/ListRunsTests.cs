using System.Text.Json;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Submissions;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Tests.Runs;

public sealed class ListRunsTests
{
    [Fact]
    public async Task A_list_has_the_totals_of_paging_and_names_experiments()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        await home.SubmitAsync(TestPlans.Of(home, "forests", "text", 3));

        RunListDocument page = await home.SendAsync(new ListRuns(Limit: 2));

        page.Paging.ShouldBe(new PagingDocument(3, 0, 2));
        page.Runs.Select(run => run.Experiment.Name).ShouldBe(["forests", "fields"]);
        page.Runs.Select(run => (run.Status, run.StagesDone, run.StageCount, run.Seconds)).ShouldBe([(RunStatus.Waiting, 0, 4, null), (RunStatus.Waiting, 0, 4, null)]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task What_a_killed_process_left_running_waits_where_the_lock_of_the_home_says_that_nobody_works(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.StartAsync(await home.StageIdAsync(StageKind.Preprocess));
        RunStatus left = kind == DatabaseKind.Sqlite ? RunStatus.Waiting : RunStatus.Running;

        (await StandingAsync()).ShouldBe((left, left, left == RunStatus.Waiting ? StageState.Ready : StageState.Running));
        (await CountAsync("status = running"), await CountAsync("status = waiting")).ShouldBe(left == RunStatus.Waiting ? (0, 1) : (1, 0));
        using (WorkerLock.Take(home.Home, "fields"))
        {
            (await StandingAsync()).ShouldBe((RunStatus.Running, RunStatus.Running, StageState.Running));
            (await CountAsync("status = running"), await CountAsync("status = waiting")).ShouldBe((1, 0));
        }

        async Task<(RunStatus Listed, RunStatus Shown, StageState Stage)> StandingAsync()
        {
            RunDocument shown = (await home.SendAsync(new ShowRun("fields/seed-1"))).Runs.Single();
            return ((await home.SendAsync(new ListRuns())).Runs.Single().Status, shown.Status, shown.Stages[0].Status);
        }

        async Task<int> CountAsync(string filter) => (await home.SendAsync(new ListRuns { Where = filter })).Runs.Count;
    }

    [Fact]
    public async Task A_page_behind_the_last_run_is_empty_and_says_how_many_there_are()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));

        RunListDocument page = await home.SendAsync(new ListRuns(Offset: 100));

        page.Runs.ShouldBeEmpty();
        page.Paging.ShouldBe(new PagingDocument(2, 100, 100));
    }

    [Fact]
    public async Task A_home_without_a_database_has_no_runs_and_stays_without_one()
    {
        await using TestHome home = new();

        (await home.SendAsync(new ListRuns())).Paging.Total.ShouldBe(0);

        File.Exists(home.Home.Database).ShouldBeFalse();
    }

    [Fact]
    public async Task The_runs_of_one_experiment_are_listed_in_their_order()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        await home.SubmitAsync(TestPlans.Of(home, "forests", "text", 3));

        (await home.SendAsync(new ListRuns("fields"))).Runs.Select(run => run.Name).ShouldBe(["seed-1", "seed-2"]);
        (await home.SendAsync(new ListRuns("tester/fields"))).Paging.Total.ShouldBe(2);
    }

    [Fact]
    public async Task An_unknown_experiment_names_the_nearest()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        PicieException error = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new ListRuns("feilds")));

        (error.Kind, error.Message).ShouldBe((ProblemKind.NotFound, "There is no experiment 'feilds'."));
        error.Hint!.ShouldStartWith("Did you mean fields?");
    }

    [Fact]
    public async Task A_run_that_is_done_has_its_headline_figures_and_its_time()
    {
        await using TestHome home = new();
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));

        RunListRow run = (await home.SendAsync(new ListRuns())).Runs.Single();

        (run.Status, run.StagesDone, run.StageCount).ShouldBe((RunStatus.Done, 4, 4));
        run.Metrics["val"].Accuracy.ShouldBe(92.5, tolerance: 1e-9);
        run.Seconds!.Value.ShouldBeGreaterThan(0);
        (await home.SendAsync(new ShowRuns($"{run.Id}"))).Runs.Single().Seconds.ShouldBe(run.Seconds, "list and report give one figure");
        run.Ended!.Value.ShouldBeGreaterThan(run.Created);
    }

    [Fact]
    public async Task A_training_that_two_experiments_share_counts_once()
    {
        await using TestHome home = new();
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2)));
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "forests", "text", 1)));

        RunListDocument list = await home.SendAsync(new ListRuns());

        list.Runs.Count.ShouldBe(3);
        list.Summary.Select(summary => (summary.ConfigId, summary.N)).ShouldBe([("config", 2)]);
    }

    [Fact]
    public async Task Runs_on_other_photographs_are_no_replicates()
    {
        await using TestHome home = new();
        await home.WorkAsync(await home.SubmitAsync(TestPlans.OfPhotographs("these", home, "fields", "text", 1)));
        await home.WorkAsync(await home.SubmitAsync(TestPlans.OfPhotographs("those", home, "forests", "text", 2)));

        (await home.SendAsync(new ListRuns())).Summary.Select(summary => (summary.ConfigId, summary.N)).ShouldBe([("config", 1), ("config", 1)]);
    }

    [Fact]
    public async Task Settings_and_the_machine_are_read_only_when_they_are_asked_for()
    {
        await using TestHome home = new();
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));

        (await home.SendAsync(new ListRuns())).Runs[0].Settings.ShouldBeNull();
        RunListRow asked = (await home.SendAsync(new ListRuns(WithDetails: true))).Runs[0];

        asked.Settings!.Value.GetProperty("train").GetProperty("k").GetInt32().ShouldBe(3);
        (asked.Worker is null, asked.Device, asked.Threads > 0).ShouldBe((false, "cpu", true));
        asked.Metrics["val"].Accuracy.ShouldBe(92.5, tolerance: 1e-9);
        asked.Protocol!.Value.GetProperty("matching").GetString().ShouldBe("hungarian");
    }

    [Fact]
    public async Task Replicates_are_summarised_where_the_page_leaves_none_out()
    {
        await using TestHome home = new();
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2)));

        (await home.SendAsync(new ListRuns())).Summary.Single().N.ShouldBe(2);
        (await home.SendAsync(new ListRuns(Limit: 1))).Summary.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_failed_counts_in_no_summary()
    {
        await using TestHome home = new();
        home.Let("evaluate", "once input");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        await home.WorkAsync(experiment);

        RunListDocument list = await home.SendAsync(new ListRuns());

        list.Runs.Select(run => run.Status).ShouldBe([RunStatus.Done, RunStatus.Failed], ignoreOrder: true);
        list.Summary.ShouldHaveSingleItem().N.ShouldBe(1);
        (await home.SendAsync(new ShowExperiment(experiment))).Summary.ShouldHaveSingleItem().N.ShouldBe(1);
    }

    [Fact]
    public async Task Of_experiments_of_one_name_ones_own_is_meant_and_of_others_the_person_is_asked_for()
    {
        await using TestHome home = new();
        await SubmitForAsync(home, "fields", "ada", 1);
        await SubmitForAsync(home, "fields", "bob", 2);

        PicieException error = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new ListRuns("fields")));
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 3));

        (error.Code, error.Message).ShouldBe(("which-experiment", "'fields' means 2 experiments: ada/fields, bob/fields."));
        (await home.SendAsync(new ListRuns("fields"))).Runs.Select(run => run.Name).ShouldBe(["seed-3"]);
        (await home.SendAsync(new ListRuns("bob/fields"))).Runs.Select(run => run.Name).ShouldBe(["seed-2"]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task An_export_has_data_marks_deviations_repeats_and_classes(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));

        RunListRow run = (await home.SendAsync(new ListRuns(WithDetails: true) { ForExport = true })).Runs.Single();

        (run.Data, run.Archived, run.Tags!.Count, run.Notes!.Count).ShouldBe((run.Data.ShouldNotBeNull(), false, 0, 0));
        HeadlineMetrics figures = run.Metrics["val"];
        figures.Repeats.ShouldBe((await home.SendAsync(new ShowRuns($"{run.Id}"))).Runs.Single().Metrics["val"].Repeats.Count);
        figures.AccuracyStd.ShouldNotBeNull();
        figures.MeanIoUStd.ShouldNotBeNull();
        figures.Classes!.Keys.ShouldBe((await home.SendAsync(new ListSplits())).Single(split => split.Split == "val").Classes, ignoreOrder: true);
        figures.Classes.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_listed_run_has_the_shape_of_the_contract()
    {
        await using TestHome home = new();
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));

        RunListDocument list = await home.SendAsync(new ListRuns(WithDetails: true));

        JsonElement document = JsonDocument.Parse(DocumentJson.Write(list)).RootElement;
        document.EnumerateObject().Select(property => property.Name).ShouldBe(["runs", "summary", "paging", "remarks"]);
        document.GetProperty("runs")[0].EnumerateObject().Select(property => property.Name).ShouldBe(
        [
            "id", "name", "experiment", "status", "asked", "paused", "stagesDone", "stageCount", "created", "ended", "seconds", "worker", "device", "threads", "program",
            "configId", "seeds", "settings", "protocol", "labelsUsed", "metrics",
        ]);
    }

    private static async Task SubmitForAsync(TestHome home, string name, string person, long seed)
    {
        await using PicieContext context = await home.OpenAsync();
        await home.Get<Submission>().WriteAsync(context, TestPlans.Of(home, name, "text", seed), person, TestContext.Current.CancellationToken);
    }
}
