using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage;
using PiCIE.Storage.Results;

namespace PiCIE.Pipeline.Tests.Runs;

public sealed class RunDocumentTests
{
    [Theory]
    [OnEachDatabase]
    public async Task The_document_of_an_experiment_has_the_shape_of_the_contract(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        await home.WorkAsync(experiment);

        JsonElement document = JsonDocument.Parse(DocumentJson.Write(await home.SendAsync(new ShowExperiment(experiment)))).RootElement;

        Names(document).ShouldBe(["experiment", "runs", "summary"]);
        document.GetProperty("experiment").GetProperty("name").GetString().ShouldBe("fields");
        JsonElement run = document.GetProperty("runs")[0];
        Names(run).ShouldBe(
        [
            "id", "name", "status", "asked", "paused", "created", "ended", "seconds", "configId", "tags", "notes", "seeds", "settings", "protocol", "labelsUsed", "metrics", "stages",
            "artifacts", "curve",
        ]);
        string[] stage = ["version", "started", "ended", "worker", "device", "threads", "program"];
        Names(run.GetProperty("stages")[0]).ShouldBe(["kind", "key", "status", "reused", "attempts", "seconds", "split", .. stage]);
        Names(run.GetProperty("stages")[3]).ShouldBe(["kind", "key", "status", "reused", "attempts", "seconds", .. stage]);
        Names(run.GetProperty("curve")[0]).ShouldBe(["epoch", "loss", "within", "cross", "kmeansLoss1", "kmeansLoss2", "seconds"]);
        Names(run.GetProperty("protocol")).ShouldContain("fingerprint");
        JsonElement split = run.GetProperty("metrics").GetProperty("val");
        Names(split).ShouldBe(["accuracy", "meanIoU", "accuracyStd", "meanIoUStd", "repeats", "perClass"]);
        Names(split.GetProperty("repeats")[0]).ShouldBe(["accuracy", "meanIoU", "matrix", "classOfCluster"]);
        Names(split.GetProperty("perClass")[2]).ShouldBe(["id", "key", "name", "iou", "recall", "pixels", "absent"]);
        Names(document.GetProperty("summary")[0].GetProperty("metrics").GetProperty("val")).ShouldBe(["accuracy", "meanIoU"]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Figures_are_percent_and_the_headline_is_the_mean_over_the_repeats(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);

        SplitMetrics val = (await home.SendAsync(new ShowExperiment(experiment))).Runs[0].Metrics["val"];

        // Repeat 1 is [[8, 2], [1, 9]]: 17 of 20 pixels; IoU 8/11 and 9/12. Repeat 2 is perfect.
        val.Repeats.Select(repeat => repeat.Accuracy).ShouldBe([85, 100], tolerance: 1e-9);
        val.Accuracy.ShouldBe(92.5, tolerance: 1e-9);
        val.AccuracyStd.ShouldBe(15 / Math.Sqrt(2), tolerance: 1e-9);
        val.MeanIoU.ShouldBe(((((8 / 11.0) + (9 / 12.0)) / 2 * 100) + 100) / 2, tolerance: 1e-9);
        val.PerClass[0].Iou!.Value.ShouldBe(((800 / 11.0) + 100) / 2, tolerance: 1e-9);
        val.PerClass[0].Name.ShouldBe("roads and cars");
        (val.PerClass[2].Iou, val.PerClass[2].Recall, val.PerClass[2].Absent).ShouldBe((null, null, true));
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_kept_epoch_has_its_figures_in_the_curve_and_not_in_the_headline(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);

        ExperimentDocument document = await home.SendAsync(new ShowExperiment(experiment));

        IReadOnlyList<CurvePoint> curve = document.Runs[0].Curve;
        curve[0].Metrics.ShouldBeNull();
        curve[1].Metrics!["val"].Repeats.Select(repeat => repeat.Accuracy).ShouldBe([75, 80], tolerance: 1e-9);
        document.Runs[0].Metrics["val"].Accuracy.ShouldBe(92.5, tolerance: 1e-9);
        document.Summary.Single().Metrics["val"].Accuracy.Mean.ShouldBe(92.5, tolerance: 1e-9);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_stored_figure_carries_the_protocol_of_its_split_and_of_its_centroids(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));
        await using PicieContext context = await home.OpenAsync();

        EvaluationResult[] results = await context.Results.OrderBy(result => result.Epoch).ToArrayAsync(TestContext.Current.CancellationToken);

        results.Select(result => (result.Epoch, Word(result, "centroids"), Word(result, "splits"), Word(result, "k")))
            .ShouldBe([(EvaluationResult.EndOfTraining, "fresh", """["val"]""", "3"), (1, "trained", """["val"]""", "3")]);

        static string Word(EvaluationResult result, string name) => JsonDocument.Parse(result.Protocol).RootElement.GetProperty(name).ToString();
    }

    [Theory]
    [OnEachDatabase]
    public async Task Replicates_are_summarised_by_config(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        await home.WorkAsync(experiment);

        SummaryDocument summary = (await home.SendAsync(new ShowExperiment(experiment))).Summary.Single();

        (summary.ConfigId, summary.N).ShouldBe(("config", 2));
        summary.Metrics["val"].Accuracy.Mean.ShouldBe(92.5, tolerance: 1e-9);
        summary.Metrics["val"].Accuracy.Std.ShouldBe(0, tolerance: 1e-9);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Paths_of_what_a_run_made_exist(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);

        RunDocument run = (await home.SendAsync(new ShowExperiment(experiment))).Runs[0];

        run.Artifacts.Keys.ShouldBe(["cluster", "evaluate", "overlays", "predictions", "train", "weights"]);
        run.Artifacts.Values.ShouldAllBe(path => Path.Exists(path));
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_run_is_found_by_name_and_by_part_of_its_id(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        Guid id = (await home.SendAsync(new ShowExperiment(experiment))).Runs[1].Id;

        (await home.SendAsync(new ShowRun("seed-2"))).Runs.Single().Id.ShouldBe(id);
        (await home.SendAsync(new ShowRun($"{id}"))).Runs.Single().Id.ShouldBe(id);
        (await home.SendAsync(new ShowRun(id.ToString("N")[^8..]))).Runs.Single().Id.ShouldBe(id);
    }

    [Theory]
    [OnEachDatabase]
    public async Task An_unknown_run_is_said_to_be_unknown(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);

        PicieException error = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new ShowRun("seed-9")));

        (error.Kind, error.Message).ShouldBe((ProblemKind.NotFound, "There is no run or experiment 'seed-9'."));
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_name_that_several_runs_have_is_asked_back(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.SubmitAsync(TestPlans.Of(home, "forests", "text", 1));

        PicieException error = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new ShowRun("seed-1")));

        (error.Kind, error.Code).ShouldBe((ProblemKind.Input, "which-run"));
        error.Message.ShouldContain("fields/seed-1");
        error.Message.ShouldContain("forests/seed-1");
    }

    [Theory]
    [OnEachDatabase]
    public async Task The_name_of_an_experiment_shows_all_its_runs(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));

        (await home.SendAsync(new ShowRuns("fields"))).Runs.Select(run => run.Name).ShouldBe(["seed-1", "seed-2"]);
        (await home.SendAsync(new ShowRuns("fields/seed-2"))).Runs.Select(run => run.Name).ShouldBe(["seed-2"]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Each_repeat_has_its_matrix_and_the_class_of_each_cluster(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));

        RepeatMetrics[] repeats = [.. (await home.SendAsync(new ShowRun("fields"))).Runs[0].Metrics["val"].Repeats];

        repeats[0].Matrix!.ShouldBe([[8, 2, 0], [1, 9, 0], [0, 0, 0]]);
        repeats[0].ClassOfCluster.ShouldBe([0, 1, 2]);
        repeats[1].Matrix!.ShouldBe([[10, 0, 0], [0, 10, 0], [0, 0, 0]]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_training_that_is_not_done_shows_the_epochs_that_have_ended(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        home.Let("train", "lie");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);

        RunDocument run = (await home.SendAsync(new ShowExperiment(experiment))).Runs[0];

        run.Status.ShouldNotBe(RunStatus.Done);
        run.Curve.ShouldBe([new CurvePoint(0, 2.5, null, null, null, null, null), new CurvePoint(1, 2.25, null, null, null, null, null)]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_training_that_was_begun_several_times_shows_the_epochs_of_its_newest_attempt(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        home.Let("train", "lie");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);

        RunDocument run = (await home.SendAsync(new ShowExperiment(experiment))).Runs[0];

        run.Stages[1].Attempts.ShouldBe(FailureRules.TriesOf(FailureKind.Crash));
        run.Stages[1].Failure!.Quarantined.ShouldBeTrue();
        run.Curve.Select(point => (point.Epoch, point.Loss)).ShouldBe([(0, 2.5), (1, 2.25)]);
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];
}
