using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Figures;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Figures;

/// <summary>Matrices of three classes, small enough to be worked out by hand: rows are classes, columns clusters.</summary>
public sealed class SplitFiguresTests
{
    private static readonly long[][] Perfect = [[10, 0, 0], [0, 20, 0], [0, 0, 30]];

    private static readonly EvaluateStageSettings Settings = new()
    {
        Task = TestPlans.Task,
        Backbone = new BackboneSettings("resnet18", 1, 128),
        Splits = ["val"],
        Matching = MatchingRule.Hungarian,
        Average = AveragingRule.MeanOverDefined,
        EvalScore = EvalScore.InnerProduct,
        Centroids = CentroidSource.Fresh,
    };

    [Fact]
    public void Figures_are_percent()
    {
        SplitMetrics metrics = SplitFigures.Metrics([Perfect], Settings);

        (metrics.Accuracy, metrics.MeanIoU).ShouldBe((100, 100));
        metrics.PerClass.Select(@class => (@class.Iou, @class.Recall)).ShouldBe([(100, 100), (100, 100), (100, 100)]);
        metrics.Repeats.ShouldBe([new RepeatMetrics(100, 100)]);
    }

    [Fact]
    public void The_headline_is_the_mean_over_the_repeats_with_their_sample_deviation()
    {
        // Repeat 2: 8 + 20 + 27 = 55 of 60 pixels.
        SplitMetrics metrics = SplitFigures.Metrics([Perfect, [[8, 2, 0], [0, 20, 0], [0, 3, 27]]], Settings);

        double second = 100 * 55 / 60.0;
        metrics.Repeats.Select(repeat => repeat.Accuracy).ShouldBe([100, second], tolerance: 1e-9);
        metrics.Accuracy.ShouldBe((100 + second) / 2, tolerance: 1e-9);
        metrics.AccuracyStd.ShouldBe((100 - second) / Math.Sqrt(2), tolerance: 1e-9);
        // IoU 8/10, 20/25, 27/30.
        double meanIoU = 100 * (0.8 + 0.8 + 0.9) / 3;
        metrics.MeanIoU.ShouldBe((100 + meanIoU) / 2, tolerance: 1e-9);
        metrics.MeanIoUStd.ShouldBe((100 - meanIoU) / Math.Sqrt(2), tolerance: 1e-9);
    }

    [Fact]
    public void Each_repeat_is_matched_by_itself()
    {
        long[][] turned = [[0, 10, 0], [0, 0, 20], [30, 0, 0]];

        SplitFigures.Metrics([Perfect, turned], Settings).Repeats.Select(repeat => repeat.Accuracy).ShouldBe([100, 100]);
    }

    [Fact]
    public void An_absent_class_has_no_figures_and_does_not_count_in_the_mean()
    {
        // Class 2 has no pixel, and cluster 2 is empty: it is neither there nor predicted.
        SplitMetrics metrics = SplitFigures.Metrics([[[9, 1, 0], [2, 8, 0], [0, 0, 0]]], Settings);

        ClassMetrics absent = metrics.PerClass[2];
        (absent.Iou, absent.Recall, absent.Pixels, absent.Absent).ShouldBe((null, null, 0, true));
        metrics.MeanIoU.ShouldBe(100 * ((9 / 12.0) + (8 / 11.0)) / 2, tolerance: 1e-9);
    }

    [Fact]
    public void A_class_that_is_absent_in_one_repeat_only_is_there_as_a_whole()
    {
        // In the first repeat cluster 2 is empty, so that class 2 is neither there nor predicted; in the second it is predicted.
        SplitMetrics metrics = SplitFigures.Metrics([[[9, 1, 0], [2, 8, 0], [0, 0, 0]], [[8, 1, 1], [2, 8, 0], [0, 0, 0]]], Settings);

        (metrics.PerClass[2].Iou, metrics.PerClass[2].Absent).ShouldBe((0, false));
    }

    [Fact]
    public void A_class_that_is_never_found_is_zero_and_not_absent()
    {
        ClassMetrics lost = SplitFigures.Metrics([[[10, 0, 0], [5, 9, 0], [0, 7, 0]]], Settings).PerClass[2];

        (lost.Iou, lost.Recall, lost.Pixels, lost.Absent).ShouldBe((0, 0, 7, false));
    }

    [Fact]
    public void With_more_clusters_than_classes_those_left_over_count_as_errors()
    {
        // Clusters 0, 1, 2 take the classes; cluster 3 is left over with 4 pixels of class 0 and 6 of class 2.
        SplitMetrics metrics = SplitFigures.Metrics([[[10, 0, 0, 4], [0, 20, 0, 0], [0, 0, 20, 6]]], Settings);

        metrics.Accuracy.ShouldBe(100 * 50 / 60.0, tolerance: 1e-9);
        metrics.PerClass.Select(@class => @class.Iou!.Value).ShouldBe([1000 / 14.0, 100, 2000 / 26.0], tolerance: 1e-9);
    }

    [Fact]
    public void With_fewer_clusters_than_classes_a_class_stays_without()
    {
        // Two clusters for three classes: class 0 gets none, for class 1 and class 2 match more pixels.
        SplitMetrics metrics = SplitFigures.Metrics([[[5, 0], [20, 0], [0, 30]]], Settings);

        metrics.Accuracy.ShouldBe(100 * 50 / 55.0, tolerance: 1e-9);
        metrics.PerClass[0].Iou.ShouldBe(0);
    }

    [Fact]
    public void Classes_carry_the_names_of_the_task()
    {
        IReadOnlyList<ClassMetrics> classes = SplitFigures.Metrics([Perfect], Settings).PerClass;
        ClassTable table = ClassTable.BuiltIn("potsdam-3");

        classes.Select(@class => (@class.Id, @class.Key, @class.Name, @class.Pixels)).ShouldBe(
            table.Classes.Select((@class, id) => (id, @class.Key, @class.Name, 10L * (id + 1))));
    }

    [Fact]
    public void What_is_stored_of_a_split_has_headline_matrices_and_protocol()
    {
        RunSettings open = new() { Task = "fields", Data = "./fields", Train = new TrainSettings { Training = new PicieTraining { K = 3 } } };
        RunSettings settings = open with { Cluster = open.Cluster with { K = 3 } };
        SplitEvaluation split = new("val", 2, [new RepeatEvaluation(Perfect)]);

        SplitResult result = SplitFigures.Of(split, Settings, epoch: null, RunProtocol.Of(TestPlans.Task, settings));

        (result.Split, result.Epoch, result.Accuracy, result.MeanIoU).ShouldBe(("val", null, 100, 100));
        result.Matrices.Single().ShouldBe(Perfect);
        RunProtocol.Read(result.Protocol).Splits.ShouldBe(["val"]);
        result.Figures.ShouldNotContain("matrix");
    }
}
