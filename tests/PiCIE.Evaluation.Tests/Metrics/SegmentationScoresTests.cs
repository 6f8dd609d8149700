using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Confusions;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;

namespace PiCIE.Evaluation.Tests.Metrics;

public sealed class SegmentationScoresTests
{
    private const double Exact = 1e-12;

    [Fact]
    public void Two_classes_are_scored_as_by_hand()
    {
        // Class 0: TP 6, FN 2, FP 1: IoU 6/9, recall 6/8. Class 1: TP 3, FN 1, FP 2: IoU 3/6, recall 3/4. Accuracy 9/12.
        SegmentationScores scores = Score([[6L, 2], [1L, 3]]);

        scores.Accuracy.ShouldBe(9.0 / 12, Exact);
        scores.PerClass[0].IoU!.Value.ShouldBe(6.0 / 9, Exact);
        scores.PerClass[1].IoU!.Value.ShouldBe(0.5, Exact);
        scores.MeanIoU.ShouldBe(((6.0 / 9) + 0.5) / 2, Exact);
        scores.MeanRecall.ShouldBe(0.75, Exact);
        scores.PerClass.Select(score => score.Pixels).ShouldBe([8L, 4L]);
    }

    [Fact]
    public void Class_without_pixels_whose_cluster_is_never_predicted_leaves_the_mean()
    {
        SegmentationScores scores = Score([[4L, 0, 0], [0L, 4, 0], [0L, 0, 0]]);

        scores.PerClass[2].ShouldBe(new ClassScore(2, null, null, 0, Absent: true));
        scores.MeanIoU.ShouldBe(1, Exact);
    }

    [Fact]
    public void Class_without_pixels_whose_cluster_is_predicted_counts_as_zero()
    {
        // Cluster 2 goes to class 2, which has no pixel: IoU 0, not absent. The clean average leaves it out.
        long[][] rows = [[4L, 0, 1], [0L, 4, 0], [0L, 0, 0]];
        SegmentationScores scores = Score(rows);

        scores.PerClass[2].ShouldBe(new ClassScore(2, 0, null, 0, Absent: false));
        scores.MeanIoU.ShouldBe((0.8 + 1 + 0) / 3, Exact);
        Score(rows, average: AveragingRule.MeanOverPresent).MeanIoU.ShouldBe((0.8 + 1) / 2, Exact);
    }

    [Fact]
    public void Pixels_of_left_over_clusters_are_errors_of_their_class_alone()
    {
        // Cluster 2 is left over: its 5 pixels of class 0 are missed, no class gets them as false ones. IoU 6/11 and 4/4.
        SegmentationScores scores = Score([[6L, 0, 5], [0L, 4, 0]]);

        scores.Accuracy.ShouldBe(10.0 / 15, Exact);
        scores.PerClass.Select(score => score.IoU!.Value).ShouldBe([6.0 / 11, 1.0], Exact);
    }

    [Fact]
    public void Clusters_that_share_a_class_are_scored_as_one()
    {
        SegmentationScores scores = Score([[6L, 0, 5], [0L, 4, 0]], MatchingRule.Majority);

        scores.Accuracy.ShouldBe(1, Exact);
        scores.PerClass[0].IoU.ShouldBe(1);
    }

    [Fact]
    public void Class_that_no_cluster_was_left_for_counts_as_zero()
    {
        SegmentationScores scores = Score([[7L, 1], [2L, 3], [0L, 6]]);

        scores.PerClass[1].ShouldBe(new ClassScore(1, 0, 0, 5, Absent: false));
    }

    [Fact]
    public void Matrix_without_a_pixel_has_no_figures()
    {
        ConfusionMatrix matrix = new(2, 2);
        TaskInputException failure = Should.Throw<TaskInputException>(
            () => SegmentationScores.Of(matrix, ClusterMatching.Of(matrix, MatchingRule.Hungarian), AveragingRule.MeanOverDefined));
        failure.Message.ShouldContain("no pixel");
    }

    [Fact]
    public void Matching_of_another_shape_is_refused()
    {
        ClusterMatching matching = ClusterMatching.Of(new ConfusionMatrix(2, 3), MatchingRule.Hungarian);
        Should.Throw<ArgumentException>(() => SegmentationScores.Of(new ConfusionMatrix(2, 2), matching, AveragingRule.MeanOverDefined));
    }

    [Fact]
    public void Partition_counts_all_predictions_on_pixels_of_the_group()
    {
        // Toy classes: 5 vehicle and 6 person are things. Vehicle: 3 of 4 right, one went to sky; person: 2 of 2. Stuff: 10 of 10.
        long[][] rows = [.. Enumerable.Range(0, 7).Select(_ => new long[7])];
        (rows[0][0], rows[5][5], rows[5][0], rows[6][6]) = (10, 3, 1, 2);
        GroupScores things = Score(rows).Of(ClassTable.BuiltIn("toy-7"), ClassGroup.Thing)!;

        things.Pixels.ShouldBe(6);
        things.Accuracy!.Value.ShouldBe(5.0 / 6, Exact);
        things.MeanIoU!.Value.ShouldBe((0.75 + 1) / 2, Exact);
    }

    [Fact]
    public void Table_without_groups_has_no_partition() =>
        Score([.. Enumerable.Range(0, 11).Select(id => Enumerable.Repeat(1L + id, 11).ToArray())]).Of(ClassTable.BuiltIn("camvid-11"), ClassGroup.Thing).ShouldBeNull();

    private static SegmentationScores Score(
        long[][] rows, MatchingRule rule = MatchingRule.Hungarian, AveragingRule average = AveragingRule.MeanOverDefined)
    {
        ConfusionMatrix matrix = ConfusionMatrix.FromRows(rows);
        return SegmentationScores.Of(matrix, ClusterMatching.Of(matrix, rule), average);
    }
}
