using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Submissions;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Tests.Submissions;

/// <summary>A sweep from the text of its spec on: what runs share is done once, and what is there already is not done again.</summary>
public sealed class SweptSubmitTests
{
    /// <summary>2 trainings × 3 numbers of clusters × 2 clusterings.</summary>
    private const string Spec = """
        name: swept
        task: folder
        data: ./pictures
        method: picie
        backbone: { weights: none }
        preprocess: { baseResolution: 64, resolution: 64 }
        train: { k: 5 }
        evaluate: { splits: [val] }
        sweep:
          grid: { train.learningRate: [3e-4, 5e-4], cluster.k: [5, 6, 7], cluster.seed: [1, 2] }
        """;

    [Fact]
    public async Task Twelve_runs_train_twice_and_a_second_submit_makes_nothing()
    {
        await using TestHome home = WithPictures();

        SubmittedExperiment first = await SubmitAsync(home, Spec);
        (await home.WorkAsync(first.ExperimentId)).ShouldBe(WorkOutcome.Done);
        SubmittedExperiment second = await SubmitAsync(home, Spec);

        first.NewRuns.ShouldBe(12);
        home.Ran().CountBy(kind => kind).ToDictionary().ShouldBe(new Dictionary<string, int> { ["preprocess"] = 2, ["train"] = 2, ["cluster"] = 12, ["evaluate"] = 12 }, ignoreOrder: true);
        second.NewRuns.ShouldBe(0);
        second.Plan.Stages.ShouldAllBe(stage => stage.Done);
        second.Plan.Runs.ShouldAllBe(run => run.Known);
    }

    [Fact]
    public async Task One_more_number_of_clusters_is_clustered_and_evaluated_and_no_run_is_renamed()
    {
        await using TestHome home = WithPictures();
        SubmittedExperiment first = await SubmitAsync(home, Spec);
        await home.WorkAsync(first.ExperimentId);
        int ran = home.Ran().Length;

        SubmittedExperiment more = await SubmitAsync(home, Spec, "sweep.grid.cluster.k=4,5,6,7");
        await home.WorkAsync(more.ExperimentId);

        more.NewRuns.ShouldBe(4);
        home.Ran().Skip(ran).CountBy(kind => kind).ToDictionary().ShouldBe(new Dictionary<string, int> { ["cluster"] = 4, ["evaluate"] = 4 }, ignoreOrder: true);
        string[] names = [.. more.Plan.Runs.Select(run => run.Name)];
        names.ShouldBeUnique();
        first.Plan.Runs.Select(run => run.Name).ShouldBeSubsetOf(names);
    }

    [Fact]
    public async Task One_more_split_trains_and_clusters_nothing()
    {
        await using TestHome home = WithPictures();
        string[] narrow = ["sweep.grid.cluster.k=5"];
        await home.WorkAsync((await SubmitAsync(home, Spec, narrow)).ExperimentId);
        int ran = home.Ran().Length;

        await home.WorkAsync((await SubmitAsync(home, Spec, [.. narrow, "evaluate.splits=val,train"])).ExperimentId);

        home.Ran().Skip(ran).ShouldBe(["evaluate", "evaluate", "evaluate", "evaluate"], "the clustering has the pack of train already");
    }

    [Fact]
    public async Task A_plan_names_the_runs_as_the_submit_names_them()
    {
        await using TestHome home = WithPictures();

        PlanDocument plan = await home.SendAsync(new PlanExperiment(Spec, SpecPath(home), [], "ada"));
        SubmittedExperiment submitted = await SubmitAsync(home, Spec);

        plan.Runs[0].Name.ShouldBe("seed-1,cluster-seed-1,learningRate=0.0003,cluster.k=5");
        plan.Runs.Select(run => run.Name).ShouldBeUnique();
        ExperimentDocument document = await home.SendAsync(new ShowExperiment(submitted.ExperimentId));
        document.Runs.Select(run => run.Name).ShouldBe(plan.Runs.Select(run => run.Name));
        plan.Runs[0].Settings.Select(setting => $"{setting.Key}={setting.Value}").ShouldBe(["train.learningRate=0.0003", "cluster.k=5"]);
    }

    [Fact]
    public async Task A_sweep_around_a_run_that_is_there_keeps_its_name()
    {
        await using TestHome home = WithPictures();
        await SubmitAsync(home, Spec, "sweep={}", "train.learningRate=5e-4", "cluster.k=6");

        SubmittedExperiment swept = await SubmitAsync(home, Spec);

        swept.NewRuns.ShouldBe(11);
        swept.Plan.Runs.Single(run => run.Known).Name.ShouldBe("seed-1");
        swept.Plan.Runs.Select(run => run.Name).ShouldBeUnique();
    }

    [Fact]
    public async Task Runs_that_differ_in_what_the_first_one_does_not_have_are_told_apart()
    {
        await using TestHome home = WithPictures();
        await SubmitAsync(home, Spec, "sweep={}", "cluster.k=5", "method=frozen");
        await SubmitAsync(home, Spec, "sweep={}", "cluster.k=5", "train.epochs=2");

        await SubmitAsync(home, Spec, "sweep={}", "cluster.k=5", "train.epochs=3");

        await using PicieContext context = await home.OpenAsync();
        string[] names = await context.Runs.OrderBy(run => run.Position).Select(run => run.Name).ToArrayAsync(TestContext.Current.CancellationToken);
        names[..2].ShouldBe(["seed-1", "seed-1,method=picie"]);
        names[2].ShouldStartWith("seed-1,method=picie,config-");
    }

    [Fact]
    public async Task Clusterings_of_one_training_are_one_member_of_a_mean()
    {
        await using TestHome home = WithPictures();
        await SubmitAsync(home, Spec);

        await using PicieContext context = await home.OpenAsync();
        Run[] runs = await context.Runs.ToArrayAsync(TestContext.Current.CancellationToken);
        runs.Select(run => run.GroupKey).Distinct().Count().ShouldBe(6, "2 learning rates × 3 numbers of clusters");
        runs.Select(run => run.MemberKey).Distinct().Count().ShouldBe(2, "2 trainings");
    }

    [Fact]
    public async Task Runs_that_use_a_split_in_several_ways_are_all_done()
    {
        await using TestHome home = WithPictures();

        SubmittedExperiment submitted = await SubmitAsync(
            home, Spec, "sweep={grid: {method: [picie, frozen], evaluate.centroids: [fresh, trained], cluster.split: [train, val]}, when: {evaluate.centroids: {method: [picie]}, cluster.split: {method: [picie]}}}", "cluster.k=5", "evaluate.centroids=fresh");

        (await home.WorkAsync(submitted.ExperimentId)).ShouldBe(WorkOutcome.Done);
        (await home.SendAsync(new ShowExperiment(submitted.ExperimentId))).Runs.ShouldAllBe(run => run.Status == RunStatus.Done);
    }

    [Fact]
    public async Task Combinations_may_start_from_different_files()
    {
        await using TestHome home = WithPictures();
        foreach (string file in new[] { "one", "two", "same" })
        {
            File.WriteAllText(Path.Combine(home.Root, $"{file}.pth"), file == "same" ? "one" : file);
        }

        SubmittedExperiment submitted = await SubmitAsync(
            home, Spec.Replace("backbone: { weights: none }\n", string.Empty, StringComparison.Ordinal), "sweep={grid: {backbone.weights: [./one.pth, ./two.pth, ./same.pth, none]}}", "cluster.k=5");
        (await home.WorkAsync(submitted.ExperimentId)).ShouldBe(WorkOutcome.Done);

        submitted.NewRuns.ShouldBe(3, "two files of one content are one start");
        submitted.Plan.EqualRuns.ShouldHaveSingleItem().Combination.ShouldBe("weights=./same.pth");
        await using PicieContext context = await home.OpenAsync();
        Guid?[] starts = [.. await context.StageInputs.Where(input => input.Role == InputRoles.Weights && input.SourceStageId == null).Select(input => input.ArtifactId).ToListAsync(TestContext.Current.CancellationToken)];
        starts.Length.ShouldBe(2);
        starts.ShouldBeUnique();
    }

    [Fact]
    public async Task A_missing_file_of_one_combination_is_named()
    {
        await using TestHome home = WithPictures();

        PicieException error = await Should.ThrowAsync<PicieException>(() => SubmitAsync(
            home, Spec.Replace("backbone: { weights: none }\n", string.Empty, StringComparison.Ordinal), "sweep={grid: {backbone.weights: [none, ./missing.pth]}}", "cluster.k=5"));

        (error.Code, error.Kind).ShouldBe(("no-weights", ProblemKind.Input));
        error.Message.ShouldContain("missing.pth");
    }

    [Fact]
    public async Task A_wrong_value_of_a_sweep_is_named_with_its_line()
    {
        await using TestHome home = WithPictures();

        PicieException error = await Should.ThrowAsync<PicieException>(() => SubmitAsync(home, Spec.Replace("[5, 6, 7]", "[5, 6, seven]", StringComparison.Ordinal)));

        error.Message.ShouldContain("cluster.k expects a whole number from 2 to 10000, found seven");
        error.Where.ShouldNotBeNull().ShouldContain("line 10, column 63");
    }

    private static TestHome WithPictures()
    {
        TestHome home = new();
        Directory.CreateDirectory(Path.Combine(home.Root, "pictures"));
        File.WriteAllText(Path.Combine(home.Root, "pictures", "a.jpg"), "a");
        File.WriteAllText(Path.Combine(home.Root, "pictures", "b.jpg"), "b");
        return home;
    }

    private static string SpecPath(TestHome home) => Path.Combine(home.Root, "swept.yaml");

    private static Task<SubmittedExperiment> SubmitAsync(TestHome home, string text, params string[] overrides) =>
        home.SendAsync(new SubmitExperiment(text, SpecPath(home), overrides, "ada"));
}
