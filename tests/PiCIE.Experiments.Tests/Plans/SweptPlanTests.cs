using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Tests.Plans;

/// <summary>The plan of a sweep: runs whose settings agree up to a stage share it.</summary>
public sealed class SweptPlanTests
{
    /// <summary>2 trainings × 3 numbers of clusters × 2 clusterings.</summary>
    private static readonly string[] Twelve = ["seeds=[1]", "sweep.grid={train.learningRate: [3e-4, 5e-4], cluster.k: [5, 11, 22], cluster.seed: [1, 2]}"];

    [Fact]
    public void The_twelve_runs_of_the_design_have_the_stages_that_it_names()
    {
        Plan plan = Samples.Plan(Samples.Swept);

        plan.Runs.Count.ShouldBe(12);
        Counts(plan).ShouldBe([3, 6, 12, 12]);
    }

    [Fact]
    public void Two_trainings_with_three_numbers_of_clusters_and_two_clusterings_train_twice()
    {
        Plan plan = Samples.Plan(Samples.CamVid, Twelve);

        plan.Runs.Count.ShouldBe(12);
        Counts(plan).ShouldBe([3, 2, 12, 12]);
    }

    [Fact]
    public void The_same_sweep_again_has_the_same_stages() => New(Samples.Plan(Samples.CamVid, Twelve), Samples.Plan(Samples.CamVid, Twelve)).ShouldBe([0, 0, 0, 0]);

    [Fact]
    public void One_more_number_of_clusters_clusters_and_evaluates_once_more_for_each_training_and_seed() =>
        New(Samples.Plan(Samples.CamVid, Twelve), Samples.Plan(Samples.CamVid, [.. Twelve, "sweep.grid.cluster.k=5,11,22,33"])).ShouldBe([0, 0, 4, 4]);

    [Fact]
    public void One_more_split_trains_and_clusters_nothing() =>
        New(Samples.Plan(Samples.CamVid, [.. Twelve, "evaluate.splits=val"]), Samples.Plan(Samples.CamVid, [.. Twelve, "evaluate.splits=val,test"])).ShouldBe([1, 0, 0, 12]);

    [Fact]
    public void A_sweep_needs_the_stages_that_its_combinations_need_alone()
    {
        HashSet<string> alone = [];
        foreach ((string rate, int clusters) in new[] { ("3e-4", 11), ("3e-4", 22), ("5e-4", 11), ("5e-4", 22) })
        {
            alone.UnionWith(Samples.Plan(Samples.CamVid, $"train.learningRate={rate}", $"cluster.k={clusters}").Stages.Select(stage => stage.Key));
        }

        Samples.Plan(Samples.Swept).Stages.Select(stage => stage.Key).ShouldBe(alone, ignoreOrder: true);
    }

    [Fact]
    public void All_combinations_come_with_the_first_seed_before_any_with_the_second() =>
        Samples.Plan(Samples.Swept).Runs.Select(run => (run.TrainSeed, run.Settings.Cluster.K!.Value)).ShouldBe(
        [
            (1, 11), (1, 22), (1, 11), (1, 22), (2, 11), (2, 22), (2, 11), (2, 22), (3, 11), (3, 22), (3, 11), (3, 22),
        ]);

    [Fact]
    public void Train_seeds_may_be_swept_where_no_seeds_are_listed() =>
        Samples.Plan(Samples.Least, "sweep.grid.train.seed=4,7").Runs.Select(run => (run.TrainSeed, run.ClusterSeed)).ShouldBe([(4, 4), (7, 7)]);

    [Fact]
    public void Replicates_of_one_combination_share_their_config_id_and_those_of_others_do_not() =>
        Samples.Plan(Samples.Swept).Runs.CountBy(run => run.ConfigId).Select(config => config.Value).ShouldBe([3, 3, 3, 3]);

    [Fact]
    public void Combinations_that_come_to_one_run_are_made_once_and_said()
    {
        Plan plan = Samples.Plan(Samples.CamVid, "seeds=[1]", "sweep.grid={method: [picie, frozen], train.epochs: [2, 4, 8]}");

        plan.Runs.Count.ShouldBe(4);
        plan.EqualRuns.Select(equal => (equal.Combination, equal.Seed, equal.Run)).ShouldBe([("method=frozen,train.epochs=4", 1, 3), ("method=frozen,train.epochs=8", 1, 3)]);
        plan.Stages.Select(stage => stage.Key).ShouldBeUnique();
    }

    [Fact]
    public void A_condition_leaves_nothing_that_would_be_equal()
    {
        Plan plan = Samples.Plan(Samples.CamVid, "seeds=[1]", "sweep={grid: {method: [picie, frozen], train.epochs: [2, 4, 8]}, when: {train.epochs: {method: [picie]}}}");

        plan.Runs.Count.ShouldBe(4);
        plan.EqualRuns.ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_fresh_clustering_its_seeds_make_one_run() =>
        Samples.Plan(Samples.CamVid, "seeds=[2]", "sweep.grid={evaluate.centroids: [fresh, trained], cluster.seed: [5, 6]}").Runs
            .Select(run => (run.Settings.Evaluate.Centroids.Word(), run.ClusterSeed)).ShouldBe([("fresh", 5), ("fresh", 6), ("trained", 2)]);

    [Fact]
    public void Equal_draws_are_one_run()
    {
        Plan plan = Samples.Plan(Samples.CamVid, "seeds=[1]", "sweep={random: {count: 20, space: {cluster.k: {choice: [5, 11]}}}}");

        plan.Runs.Count.ShouldBe(2);
        plan.EqualRuns.Count.ShouldBe(18);
    }

    [Fact]
    public void Each_run_starts_from_the_file_that_its_settings_name()
    {
        ExperimentSpec spec = Samples.Read(Samples.Least, "sweep={list: [{backbone.name: resnet18}, {backbone.name: resnet50}, {backbone.weights: none}, {train.start: random}]}");
        Planner.StartFiles(spec).Select(file => (file.Backbone, file.Weights)).ShouldBe([("resnet18", "imagenet"), ("resnet50", "imagenet")]);

        Plan plan = Planner.Plan(spec, Samples.Task, new PlanFacts(Samples.Facts().Splits, Planner.StartFiles(spec).ToDictionary(file => file, file => file.Backbone)));

        plan.Stages.Where(stage => stage.Kind == StageKind.Train).Select(stage => stage.Inputs.SingleOrDefault(input => input.Role == "weights")?.Sha256).ShouldBe(["resnet18", "resnet50", null]);
    }

    [Fact]
    public void The_splits_of_all_combinations_are_needed()
    {
        ExperimentSpec spec = Samples.Read(Samples.CamVid, "sweep.grid.evaluate.splits=[[val], [test]]");

        Planner.NeededSplits(spec, Samples.Task).ShouldBe(["train", "val", "test"]);
        Planner.EvaluatedSplits(spec).ShouldBe(["val", "test"]);
    }

    [Fact]
    public void A_swept_value_that_the_task_refuses_is_told_once_at_its_place()
    {
        ExperimentSpec spec = Samples.Read($"{Samples.CamVid}\nsweep:\n  grid:\n    evaluate.matching: [hungarian,\n      identity]\n    cluster.k: [11,\n      12]\n    train.epochs: [2, 3]\n");

        TextProblem problem = Should.Throw<InvalidTextException>(() => Planner.NeededSplits(spec, Samples.Task)).Problems.ShouldHaveSingleItem();
        (problem.Key, problem.Line).ShouldBe(("evaluate.matching", 14));
    }

    [Fact]
    public void A_swept_value_that_the_data_cannot_fill_is_told_once_at_its_place()
    {
        PlanFacts facts = Samples.Facts().With("train", list => list with { Photographs = 2 });
        ExperimentSpec spec = Samples.Read(Samples.CamVid, "preprocess.resolution=32", "sweep.grid={cluster.k: [11, 129, 130], train.epochs: [2, 3]}");

        Should.Throw<InvalidTextException>(() => Planner.Plan(spec, Samples.Task, facts)).Problems.Select(problem => problem.Message.Split(',')[0]).ShouldBe(["cluster.k is 129", "cluster.k is 130"]);
    }

    [Fact]
    public void A_stage_says_in_its_title_what_tells_it_from_its_like()
    {
        Plan plan = Samples.Plan(Samples.CamVid, "seeds=[1]", "evaluate.splits=val", "sweep.grid={preprocess.resolution: [64, 128], train.epochs: [2], cluster.k: [5], cluster.seed: [7], evaluate.matching: [majority]}");

        plan.Stages.Select(stage => stage.Title).ShouldBeUnique();
        plan.Stages.Where(stage => stage.Title.Contains("resolution=64", StringComparison.Ordinal)).Select(stage => stage.Title).ShouldBe(
        [
            "preprocess · camvid-picie · train · resolution=64", "preprocess · camvid-picie · val · resolution=64",
            "train · camvid-picie · seed 1 · resolution=64,train.epochs=2",
            "cluster · camvid-picie · seed 1, cluster seed 7 · resolution=64,train.epochs=2,cluster.k=5",
            "evaluate · camvid-picie · seed 1, cluster seed 7 · resolution=64,train.epochs=2,cluster.k=5,matching=majority",
        ]);
    }

    [Fact]
    public void A_title_names_no_setting_that_the_method_does_not_have() =>
        Samples.Plan(Samples.CamVid, "seeds=[1]", "sweep.grid={method: [frozen], train.learningRate: [5e-4], cluster.k: [5]}").Stages.Select(stage => stage.Title.Split(" · ")[^1])
            .ShouldBe(["train", "val", "test", "method=frozen", "method=frozen,cluster.k=5", "method=frozen,cluster.k=5"]);

    [Fact]
    public void A_plan_tells_what_its_runs_share_from_what_varies()
    {
        Plan plan = Samples.Plan(Samples.Swept);

        plan.Settings.Select(setting => setting.Key).ShouldContain("train.epochs");
        plan.Settings.Select(setting => setting.Key).ShouldNotContain("train.learningRate");
        plan.Settings.Select(setting => setting.Key).ShouldNotContain("train.seed");
        plan.Varied[plan.Runs[1].ConfigId].Select(setting => $"{setting.Key}={setting.Value}").ShouldBe(["train.learningRate=0.0003", "cluster.k=22"]);
    }

    [Fact]
    public void A_setting_that_only_some_methods_have_varies_where_their_runs_differ_in_it()
    {
        Plan plan = Samples.Plan(Samples.CamVid, "sweep={list: [{method: frozen}, {method: picie, train.k: 5}, {method: picie, train.k: 6}]}");

        plan.Varied.Values.Select(values => string.Join(' ', values.Select(value => $"{value.Key}={value.Value}"))).ShouldBe(["method=frozen", "method=picie train.k=5", "method=picie train.k=6"]);
        plan.Settings.Single(setting => setting.Key == "train.epochs").Changed.ShouldBeTrue();
    }

    private static IEnumerable<int> Counts(Plan plan) => Enum.GetValues<StageKind>().Select(kind => plan.Stages.Count(stage => stage.Kind == kind));

    /// <summary>Of each kind the number of stages that only the second plan has.</summary>
    private static IEnumerable<int> New(Plan before, Plan after)
    {
        HashSet<string> there = [.. before.Stages.Select(stage => stage.Key)];
        return Enum.GetValues<StageKind>().Select(kind => after.Stages.Count(stage => stage.Kind == kind && !there.Contains(stage.Key)));
    }
}
