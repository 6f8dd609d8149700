using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Metrics;
using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tests.Keys;

namespace PiCIE.Experiments.Tests.Plans;

public sealed class PlannerTests
{
    private const StringComparison Exact = StringComparison.Ordinal;

    [Fact]
    public void Seeds_share_the_packs_and_nothing_else()
    {
        Plan plan = Samples.Plan(Samples.CamVid);
        plan.Runs.Select(run => (run.Name, run.TrainSeed, run.ClusterSeed)).ShouldBe([("seed-1", 1, 1), ("seed-2", 2, 2), ("seed-3", 3, 3)]);
        plan.Stages.CountBy(stage => stage.Kind).Select(kind => kind.Value).ShouldBe([3, 3, 3, 3]);
    }

    [Fact]
    public void Replicates_share_their_config_id()
    {
        Samples.Plan(Samples.CamVid).Runs.Select(run => run.ConfigId).Distinct().ShouldHaveSingleItem();
        Samples.Plan(Samples.CamVid, "cluster.seed=4").Runs[0].ConfigId.ShouldBe(Samples.Plan(Samples.CamVid).Runs[0].ConfigId);
    }

    [Fact]
    public void A_stage_stands_behind_those_that_it_needs()
    {
        HashSet<string> seen = [];
        foreach (PlannedStage stage in Samples.Plan(Samples.CamVid, "evaluate.epochs=[1]", "train.keepEpochs=[1]").Stages)
        {
            stage.Inputs.Where(input => input.StageKey is not null).ShouldAllBe(input => seen.Contains(input.StageKey!));
            seen.Add(stage.Key).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_stage_has_a_title_for_people() =>
        Samples.Plan(Samples.CamVid).Stages.Select(stage => stage.Title).ShouldBe(
        [
            "preprocess · camvid-picie · train", "preprocess · camvid-picie · val", "preprocess · camvid-picie · test",
            "train · camvid-picie · seed 1", "train · camvid-picie · seed 2", "train · camvid-picie · seed 3",
            "cluster · camvid-picie · seed 1", "cluster · camvid-picie · seed 2", "cluster · camvid-picie · seed 3",
            "evaluate · camvid-picie · seed 1", "evaluate · camvid-picie · seed 2", "evaluate · camvid-picie · seed 3",
        ]);

    [Fact]
    public void Preprocess_is_told_which_files_it_was_planned_for()
    {
        Splits(Samples.Plan(Samples.CamVid)).Select(split => (split.PhotographsSha256, split.LabelsSha256)).ShouldBe(
        [
            ("photographs-train", null),
            ("photographs-val", "labels-val"),
            ("photographs-test", "labels-test"),
        ]);
    }

    [Fact]
    public void Preprocess_makes_the_packs_that_are_needed()
    {
        PreprocessStageSettings[] splits = Splits(Samples.Plan(Samples.CamVid));
        splits.Select(split => (split.Split, split.BaseResolution, split.Resolution, split.Labels)).ShouldBe(
        [
            ("train", 256, 128, false), ("val", null, 128, true), ("test", null, 128, true),
        ]);
        Splits(Samples.Plan(Samples.CamVid, "method=frozen"))[0].BaseResolution.ShouldBeNull();
        PreprocessStageSettings train = Splits(Samples.Plan(Samples.CamVid, "evaluate.centroids=trained"))[0];
        train.Resolution.ShouldBeNull();
        train.BaseResolution.ShouldBe(256);
    }

    [Fact]
    public void Every_stage_reads_what_its_contract_names()
    {
        Plan plan = Samples.Plan(Samples.CamVid, "seeds=[1]");
        Roles(plan, StageKind.Preprocess).ShouldBe(["data"]);
        Roles(plan, StageKind.Train).ShouldBe(["basePack", "weights"]);
        Roles(plan, StageKind.Cluster).ShouldBe(["weights", "evaluationPack"]);
        Roles(plan, StageKind.Evaluate).ShouldBe(
            ["weights", "cluster", "evaluationPack:val", "labelPack:val", "evaluationPack:test", "labelPack:test"]);
        Roles(Samples.Plan(Samples.CamVid, "method=frozen", "backbone.weights=none"), StageKind.Train).ShouldBeEmpty();
    }

    [Fact]
    public void What_follows_a_frozen_run_reads_the_start_weights_themselves_and_its_pyramid()
    {
        Plan frozen = Samples.Plan(Samples.CamVid, "method=frozen", "seeds=[1]"), random = Samples.Plan(Samples.CamVid, "method=frozen", "backbone.weights=none");

        Network(frozen, StageKind.Cluster).ShouldBe([("weights", null, true), ("head", "head.safetensors", false)]);
        Network(frozen, StageKind.Evaluate).ShouldBe([("weights", null, true), ("head", "head.safetensors", false)]);
        Network(random, StageKind.Cluster).ShouldBe([("weights", "weights.safetensors", false)]);
    }

    [Fact]
    public void Trained_centroids_need_no_clustering()
    {
        Plan plan = Samples.Plan(Samples.CamVid, "evaluate.centroids=trained", "train.keepEpochs=[1]", "evaluate.epochs=[1]");
        plan.Runs[0].StageKeys.ShouldNotContainKey(StageKind.Cluster);
        PlannedStage evaluate = plan.Stages.First(stage => stage.Kind == StageKind.Evaluate);
        evaluate.Inputs.Select(input => (input.Role, input.File)).ShouldContain(("centroids", "centroids.safetensors"));
        evaluate.Inputs.Select(input => (input.Role, input.File)).ShouldContain(("centroids:epoch-1", "epoch-1/centroids.safetensors"));
    }

    [Fact]
    public void A_corrected_label_file_trains_and_clusters_nothing_again()
    {
        ExperimentSpec spec = Samples.Read(Samples.CamVid);
        PlanFacts corrected = Samples.Facts().With("val", facts => facts with { LabelsSha256 = "corrected" });
        StageKeyTableTests.Changed(Planner.Plan(spec, Samples.Task, Samples.Facts()), Planner.Plan(spec, Samples.Task, corrected)).ShouldBe("PE");
        PlanFacts unread = Samples.Facts().With("train", facts => facts with { LabelsSha256 = "corrected" });
        StageKeyTableTests.Changed(Planner.Plan(spec, Samples.Task, Samples.Facts()), Planner.Plan(spec, Samples.Task, unread)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("train", "PTCE")]
    [InlineData("val", "PE")]
    public void Other_photographs_change_what_reads_them(string split, string stages)
    {
        ExperimentSpec spec = Samples.Read(Samples.CamVid);
        PlanFacts others = Samples.Facts().With(split, facts => facts with { PhotographsSha256 = "others" });
        StageKeyTableTests.Changed(Planner.Plan(spec, Samples.Task, Samples.Facts()), Planner.Plan(spec, Samples.Task, others)).ShouldBe(stages);
    }

    [Fact]
    public void Start_weights_enter_by_content()
    {
        ExperimentSpec spec = Samples.Read(Samples.CamVid);
        ExperimentSpec renamed = Samples.Read(Samples.CamVid, "backbone.weights=./copy.pth");
        StageKeyTableTests.Changed(Planner.Plan(spec, Samples.Task, Samples.Facts("a")), Planner.Plan(renamed, Samples.Task, Samples.Facts("a"))).ShouldBeEmpty();
        StageKeyTableTests.Changed(Planner.Plan(spec, Samples.Task, Samples.Facts("a")), Planner.Plan(spec, Samples.Task, Samples.Facts("b"))).ShouldBe("TCE");
    }

    [Fact]
    public void No_weights_and_a_random_start_are_the_same_start() =>
        StageKeyTableTests.Changed(
            Samples.Plan(Samples.CamVid, "backbone.weights=none"), Samples.Plan(Samples.CamVid, "train.start=random")).ShouldBeEmpty();

    [Fact]
    public void Of_a_task_only_what_a_stage_reads_enters_its_key()
    {
        ExperimentSpec spec = Samples.Read(Samples.CamVid);
        Plan plan = Planner.Plan(spec, Samples.Task, Samples.Facts());
        StageKeyTableTests.Changed(plan, Planner.Plan(spec, Samples.Task with { Name = "renamed" }, Samples.Facts())).ShouldBeEmpty();
        StageKeyTableTests.Changed(plan, Planner.Plan(spec, Samples.Task with { Classes = ClassTable.BuiltIn("cityscapes-19") }, Samples.Facts()))
            .ShouldBe("E");
        SegmentationTask otherMean = Samples.Task with { Evaluate = Samples.Task.Evaluate with { Average = AveragingRule.MeanOverPresent } };
        StageKeyTableTests.Changed(plan, Planner.Plan(spec, otherMean, Samples.Facts())).ShouldBe("E");
    }

    [Theory]
    [InlineData("train.epochs=9")]
    [InlineData("train.learningRate=0.5")]
    [InlineData("train.k=30")]
    [InlineData("preprocess.baseResolution=512")]
    [InlineData("train.photometric.hue=0.2")]
    [InlineData("switches.grey=true")]
    public void The_frozen_control_ignores_the_training(string setting) =>
        StageKeyTableTests.Changed(
            Samples.Plan(Samples.CamVid, "method=frozen"), Samples.Plan(Samples.CamVid, "method=frozen", setting)).ShouldBeEmpty();

    [Fact]
    public void The_frozen_control_trains_nothing_anew_when_the_photographs_change()
    {
        ExperimentSpec spec = Samples.Read(Samples.CamVid, "method=frozen");
        PlanFacts others = Samples.Facts().With("train", facts => facts with { PhotographsSha256 = "others" });
        StageKeyTableTests.Changed(Planner.Plan(spec, Samples.Task, Samples.Facts()), Planner.Plan(spec, Samples.Task, others)).ShouldBe("PCE");
    }

    [Fact]
    public void Without_labels_evaluation_has_no_label_packs()
    {
        ExperimentSpec spec = Samples.Read(Samples.Least, "train.k=5", "cluster.k=5");
        PlanFacts facts = Samples.Facts().With("val", facts => facts with { LabelsSha256 = null });
        Plan plan = Planner.Plan(spec, Samples.Unlabelled, facts);
        Roles(plan, StageKind.Evaluate).ShouldBe(["weights", "cluster", "evaluationPack:val"]);
        Splits(plan).ShouldAllBe(split => !split.Labels);
    }

    [Fact]
    public void Settings_of_a_run_are_complete()
    {
        RunSettings settings = Samples.Plan(Samples.Least).Runs[0].Settings;
        settings.TrainedClusters.ShouldBe(11);
        settings.Cluster.K.ShouldBe(11);
        settings.Cluster.Seed.ShouldBe(1);
        settings.Evaluate.Matching.ShouldBe(Samples.Task.Evaluate.Matching);
    }

    [Fact]
    public void Stage_settings_read_back_as_the_record_of_their_kind()
    {
        foreach (PlannedStage stage in Samples.Plan(Samples.CamVid).Stages)
        {
            string again = stage.Kind switch
            {
                StageKind.Preprocess => Again<PreprocessStageSettings>(stage),
                StageKind.Train => Again<TrainStageSettings>(stage),
                StageKind.Cluster => Again<ClusterStageSettings>(stage),
                _ => Again<EvaluateStageSettings>(stage),
            };
            again.ShouldBe(stage.Settings.GetRawText());
        }
    }

    [Fact]
    public void The_needed_splits_are_those_that_are_read()
    {
        Planner.NeededSplits(Samples.Read(Samples.CamVid), Samples.Task).ShouldBe(["train", "val", "test"]);
        Planner.NeededSplits(Samples.Read(Samples.CamVid, "method=frozen", "cluster.split=val"), Samples.Task).ShouldBe(["val", "test"]);
        Planner.NeededSplits(Samples.Read(Samples.CamVid, "evaluate.centroids=trained", "cluster.split=val", "evaluate.splits=[test]"), Samples.Task)
            .ShouldBe(["train", "test"], "nothing is clustered afresh");
    }

    [Fact]
    public void A_queue_is_named_by_kind_and_device()
    {
        Plan plan = Samples.Plan(Samples.CamVid, "train.device=cuda:1");
        plan.Stages.Select(stage => stage.Queue).Distinct().ShouldBe(["preprocess", "train-gpu", "cluster-cpu", "evaluate-cpu"]);
        plan.Stages.ShouldAllBe(stage => stage.Version == StageVersions.Of(stage.Kind) && stage.Key.Length == 64);
        plan.Stages.Count(stage => stage.Title.StartsWith("train", Exact)).ShouldBe(3);
    }

    private static PreprocessStageSettings[] Splits(Plan plan) =>
        [.. plan.Stages.Where(stage => stage.Kind == StageKind.Preprocess).Select(stage => StageJson.FromElement<PreprocessStageSettings>(stage.Settings))];

    private static IEnumerable<(string Role, string? File, bool IsStart)> Network(Plan plan, StageKind kind) =>
        plan.Stages.First(stage => stage.Kind == kind).Inputs
            .Where(input => input.Role is "weights" or "head").Select(input => (input.Role, input.File, input.Sha256 is not null));

    private static IEnumerable<string> Roles(Plan plan, StageKind kind) =>
        plan.Stages.First(stage => stage.Kind == kind).Inputs.Select(input => input.Role);

    private static string Again<T>(PlannedStage stage) => StageJson.ToElement(StageJson.FromElement<T>(stage.Settings)).GetRawText();
}
