using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Tasks;

namespace PiCIE.Experiments.Tests.Plans;

public sealed class TaskFitTests
{
    [Fact]
    public void A_split_that_the_task_has_not_is_named_with_its_place()
    {
        TextProblem problem = ProblemOf(Samples.Task, Samples.CamVid, "evaluate.splits=[valid]");
        problem.ToString().ShouldBe(
            "--set evaluate.splits=[valid]: task camvid-11 has no split valid; it has test, train, val; did you mean val?");
        ProblemOf(Samples.Task, Samples.CamVid, "cluster.split=none").Key.ShouldBe("cluster.split");
    }

    [Fact]
    public void A_method_that_trains_needs_a_split_to_train_on()
    {
        SegmentationTask task = Samples.Task with { Splits = new Dictionary<string, TaskSplit> { ["val"] = new("val", "valannot") } };
        TextProblem problem = ProblemOf(task, Samples.Least, "cluster.split=val");
        problem.Line.ShouldBe(3);
        problem.Message.ShouldBe("task camvid-11 has no split train, on which the method trains; it has val");
    }

    [Fact]
    public void Without_classes_the_number_of_clusters_must_be_set()
    {
        IReadOnlyList<TextProblem> problems = Should.Throw<InvalidTextException>(
            () => Planner.NeededSplits(Samples.Read(Samples.Least), Samples.Unlabelled)).Problems;
        problems.Select(problem => problem.Key).ShouldBe(["train.k", "cluster.k"]);
        problems[0].Message.ShouldBe("train.k is missing: task folder has no classes to take the number of clusters from");
    }

    [Fact]
    public void A_key_that_is_not_written_is_complained_about_where_it_would_stand()
    {
        IReadOnlyList<TextProblem> problems = Should.Throw<InvalidTextException>(
            () => Planner.NeededSplits(Samples.Read(Samples.Least + "\ntrain: { epochs: 4 }\n"), Samples.Unlabelled)).Problems;
        problems.Select(problem => (problem.Key, problem.Line)).ShouldBe([("train.k", 4), ("cluster.k", 1)]);
    }

    [Fact]
    public void Identity_needs_as_many_clusters_as_classes()
    {
        ProblemOf(Samples.Task, Samples.CamVid, "evaluate.matching=identity", "cluster.k=12").Message
            .ShouldBe("matching identity needs as many clusters as classes: cluster.k is 12, task camvid-11 has 11 classes");
        Planner.NeededSplits(Samples.Read(Samples.CamVid, "evaluate.matching=identity"), Samples.Task).ShouldNotBeEmpty();
    }

    [Fact]
    public void Identity_of_trained_centroids_counts_the_clusters_of_the_training()
    {
        ProblemOf(Samples.Task, Samples.CamVid, "evaluate.matching=identity", "evaluate.centroids=trained", "train.k=12").Message
            .ShouldBe("matching identity needs as many clusters as classes: train.k is 12, task camvid-11 has 11 classes");
        Planner.NeededSplits(Samples.Read(Samples.CamVid, "evaluate.matching=identity", "evaluate.centroids=trained", "cluster.k=12"), Samples.Task).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_task_of_one_class_needs_a_number_of_clusters_of_its_own()
    {
        SegmentationTask task = TaskFile.Read("splits: { train: { images: a }, val: { images: b } }\nclasses: [road]\n", "roads.yaml");
        IReadOnlyList<TextProblem> problems = Should.Throw<InvalidTextException>(() => Planner.NeededSplits(Samples.Read(Samples.Least), task)).Problems;
        problems.Select(problem => problem.Message).ShouldBe(
        [
            "train.k is 1, the classes of task roads; at least 2 clusters are needed", "cluster.k is 1, the classes of task roads; at least 2 clusters are needed",
        ]);
        Planner.NeededSplits(Samples.Read(Samples.Least, "train.k=2", "cluster.k=2"), task).ShouldBe(["train", "val"]);
    }

    [Fact]
    public void Hungarian_matching_allows_another_number_of_clusters() =>
        Planner.NeededSplits(Samples.Read(Samples.CamVid, "cluster.k=40"), Samples.Task).ShouldNotBeEmpty();

    [Fact]
    public void More_clusters_than_feature_vectors_are_refused()
    {
        PlanFacts facts = Samples.Facts().With("train", facts => facts with { Photographs = 2 });
        ExperimentSpec spec = Samples.Read(Samples.CamVid, "preprocess.resolution=32", "train.k=129");
        TextProblem problem = Should.Throw<InvalidTextException>(() => Planner.Plan(spec, Samples.Task, facts)).Problems.ShouldHaveSingleItem();
        problem.Message.ShouldBe("train.k is 129, but k-means starts from 128 feature vectors of split train; at most as many clusters are allowed");
        problem.Place.Override.ShouldBe("--set train.k=129");
    }

    [Theory]
    [InlineData("", 128)]
    [InlineData("train.kmeans.batchSize=1 train.kmeans.initialBatches=1 switches.kmeansBn=eval", 64)]
    [InlineData("switches.kmeansInitRows=100", 100)]
    public void As_many_clusters_are_allowed_as_k_means_starts_from(string overrides, int most)
    {
        PlanFacts facts = Samples.Facts().With("train", list => list with { Photographs = 2 });

        Should.NotThrow(() => PlanWith(most));
        Should.Throw<InvalidTextException>(() => PlanWith(most + 1)).Problems.ShouldHaveSingleItem().Message.ShouldContain($"starts from {most} feature vectors");

        void PlanWith(int clusters) => Planner.Plan(
            Samples.Read(Samples.CamVid, ["preprocess.resolution=32", $"train.k={clusters}", .. overrides.Split(' ', StringSplitOptions.RemoveEmptyEntries)]), Samples.Task, facts);
    }

    [Theory]
    [InlineData(33, "train.batchSize=16", "train.batchSize")]
    [InlineData(33, "train.batchSize=1", "train.batchSize")]
    [InlineData(1, "train.batchSize=16", "train.batchSize")]
    [InlineData(33, "train.batchSize=11 train.kmeans.batchSize=16 switches.kmeansBn=train", "train.kmeans.batchSize")]
    public void A_batch_of_one_photograph_of_one_pixel_is_refused_before_anything_is_prepared(int photographs, string overrides, string key)
    {
        TextProblem problem = Should.Throw<InvalidTextException>(() => PlanOf(photographs, "preprocess.resolution=32 train.k=2 switches.kmeansBn=eval " + overrides)).Problems.ShouldHaveSingleItem();

        problem.Key.ShouldBe(key);
        problem.Message.ShouldContain("leaves a batch of one");
    }

    [Theory]
    [InlineData(34, "preprocess.resolution=32 train.batchSize=16 switches.kmeansBn=eval")]
    [InlineData(33, "preprocess.resolution=64 train.batchSize=16")]
    [InlineData(33, "preprocess.resolution=32 train.batchSize=11 train.kmeans.batchSize=16 switches.kmeansBn=eval")]
    public void Other_batches_are_planned(int photographs, string overrides) => Should.NotThrow(() => PlanOf(photographs, "train.k=2 " + overrides));

    private static Plan PlanOf(int photographs, string overrides)
    {
        PlanFacts facts = Samples.Facts().With("train", list => list with { Photographs = photographs });
        return Planner.Plan(Samples.Read(Samples.CamVid, overrides.Split(' ')), Samples.Task, facts);
    }

    private static TextProblem ProblemOf(SegmentationTask task, string text, params string[] overrides) =>
        Should.Throw<InvalidTextException>(() => Planner.NeededSplits(Samples.Read(text, overrides), task)).Problems.ShouldHaveSingleItem();
}
