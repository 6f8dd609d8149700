using PiCIE.Evaluation.Confusions;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;
using PiCIE.Tests.Golden;

namespace PiCIE.Evaluation.Tests.Golden;

/// <summary>Histogram, matching and metrics against what the authors' functions gave (golden/README.md, evaluation).</summary>
public sealed class EvaluationGoldenTests
{
    private const double MetricTolerance = 1e-9;
    private const double LogTolerance = 5e-5;

    private static readonly GoldenFile File = GoldenFile.Open("evaluation");

    public static TheoryData<string> CasesWithPixels() => CasesWith("_label");

    public static TheoryData<string> CasesWithMetrics() => CasesWith("_mean_iou");

    public static TheoryData<string> CasesWithAssignments() =>
        [.. File.Names.Where(name => name.StartsWith("hung_", StringComparison.Ordinal) && name.EndsWith("_hist", StringComparison.Ordinal)).Select(name => name[..^"_hist".Length])];

    [Theory]
    [MemberData(nameof(CasesWithPixels))]
    public void Golden_histogram_is_counted_exactly(string name)
    {
        int[] classIds = [.. File.Int64(name + "_label").Select(id => (int)id)];
        int[] clusters = [.. File.Bytes(name + "_pred").Select(id => (int)id)];
        long[] shape = File.Shape(name + "_hist_true_pred");
        ConfusionMatrix matrix = new((int)shape[0], (int)shape[1]);

        matrix.Add(classIds, clusters);

        matrix.ToRows().SelectMany(row => row).ShouldBe(File.Int64(name + "_hist_true_pred"));
    }

    [Theory]
    [MemberData(nameof(CasesWithMetrics))]
    public void Golden_matching_is_the_authors_or_as_good(string name)
    {
        ConfusionMatrix matrix = Matrix(name + "_hist_true_pred");
        ShouldMatch(matrix, File.Int64(name + "_assign_class_cluster"));
    }

    [Theory]
    [MemberData(nameof(CasesWithAssignments))]
    public void Golden_assignment_of_random_matrices_is_the_authors_or_as_good(string name) =>
        ShouldMatch(Matrix(name + "_hist"), File.Int64(name + "_assign"));

    [Theory]
    [MemberData(nameof(CasesWithMetrics))]
    public void Golden_metrics_are_the_authors(string name)
    {
        ConfusionMatrix matrix = Matrix(name + "_hist_true_pred");
        SegmentationScores scores = SegmentationScores.Of(matrix, ClusterMatching.Of(matrix, MatchingRule.Hungarian), AveragingRule.MeanOverDefined);

        (100 * scores.Accuracy).ShouldBe(File.Number(name + "_pixel_acc"), MetricTolerance);
        (100 * scores.MeanIoU).ShouldBe(File.Number(name + "_mean_iou"), MetricTolerance);
        (100 * scores.MeanRecall).ShouldBe(File.Number(name + "_mean_recall"), MetricTolerance);
        if (File.Has(name + "_acc"))
        {
            (100 * scores.Accuracy).ShouldBe(File.Number(name + "_acc"), MetricTolerance);
        }
    }

    [Theory]
    [MemberData(nameof(CasesWithMetrics))]
    public void Golden_figures_of_each_class_are_the_authors(string name)
    {
        ConfusionMatrix matrix = Matrix(name + "_hist_true_pred");
        ClusterMatching matching = ClusterMatching.Of(matrix, MatchingRule.Hungarian);
        SegmentationScores scores = SegmentationScores.Of(matrix, matching, AveragingRule.MeanOverDefined);

        // Theirs is in cluster order: the entry of class c stands where its cluster is.
        double[] theirs = File.Float64(name + "_iou_by_cluster");
        foreach (ClassScore score in scores.PerClass)
        {
            ShouldEqual(score.IoU, theirs[matching.ClustersOf(score.ClassId).Single()]);
        }

        if (File.Has(name + "_recall_by_cluster"))
        {
            double[] recall = File.Float64(name + "_recall_by_cluster");
            scores.PerClass.ToList().ForEach(score => ShouldEqual(score.Recall, recall[matching.ClustersOf(score.ClassId).Single()]));
        }
    }

    [Fact]
    public void Golden_class_that_is_neither_labelled_nor_predicted_is_absent()
    {
        ConfusionMatrix matrix = Matrix("nan_hist_true_pred");
        SegmentationScores scores = SegmentationScores.Of(matrix, ClusterMatching.Of(matrix, MatchingRule.Hungarian), AveragingRule.MeanOverDefined);

        int undefined = File.Float64("nan_iou_by_cluster").Count(double.IsNaN);
        undefined.ShouldBeGreaterThan(0);
        scores.PerClass.Count(score => score.Absent && score.IoU is null).ShouldBe(undefined);
    }

    [Fact]
    public void Golden_log_lines_for_all_classes_are_the_authors()
    {
        ConfusionMatrix matrix = Matrix("k27_hist_true_pred");
        SegmentationScores scores = SegmentationScores.Of(matrix, ClusterMatching.Of(matrix, MatchingRule.Hungarian), AveragingRule.MeanOverDefined);

        (100 * scores.Accuracy).ShouldBe(File.Number("k27_log_ACC_All"), LogTolerance);
        (100 * scores.MeanIoU).ShouldBe(File.Number("k27_log_mIOU_All"), LogTolerance);
    }

    private static TheoryData<string> CasesWith(string suffix) =>
        [.. File.Names.Where(name => name.EndsWith(suffix, StringComparison.Ordinal)).Select(name => name[..^suffix.Length])];

    private static ConfusionMatrix Matrix(string name)
    {
        int columns = (int)File.Shape(name)[1];
        return ConfusionMatrix.FromRows([.. File.Int64(name).Chunk(columns)]);
    }

    private static void ShouldMatch(ConfusionMatrix matrix, long[] pairs)
    {
        ClusterMatching matching = ClusterMatching.Of(matrix, MatchingRule.Hungarian);
        (int Class, int Cluster)[] theirs = [.. pairs.Chunk(2).Select(pair => ((int)pair[0], (int)pair[1]))];
        long total = theirs.Sum(pair => matrix[pair.Class, pair.Cluster]);

        matching.MatchedPixels(matrix).ShouldBe(total);
        matching.ClassOfCluster.Order().ShouldBe(Enumerable.Range(0, matrix.Classes));
    }

    private static void ShouldEqual(double? fraction, double percentOfTheirs)
    {
        if (double.IsNaN(percentOfTheirs))
        {
            fraction.ShouldBeNull();
        }
        else
        {
            (100 * fraction!.Value).ShouldBe(percentOfTheirs, MetricTolerance);
        }
    }
}
