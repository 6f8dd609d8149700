using System.Text.Json;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Confusions;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;
using PiCIE.Tests.Golden;

namespace PiCIE.Evaluation.Tests.Golden;

/// <summary>The 27 × 27 histogram that the authors published for COCO-Stuff.</summary>
[NeedsMaterial]
public sealed class AuthorsCocoHistogramTests
{
    // Their metric functions work in float32: seven digits of 50.
    private const double SinglePrecision = 1e-5;

    [Fact]
    public void Golden_histogram_of_the_authors_gives_their_figures()
    {
        using JsonDocument document = Open();
        JsonElement theirs = document.RootElement.GetProperty("authors_functions");
        ConfusionMatrix matrix = Matrix(document);
        ClusterMatching matching = ClusterMatching.Of(matrix, MatchingRule.Hungarian);
        SegmentationScores scores = SegmentationScores.Of(matrix, matching, AveragingRule.MeanOverDefined);

        int[] clusterOfClass = [.. theirs.GetProperty("label_to_cluster").EnumerateArray().Select(cluster => cluster.GetInt32())];
        Enumerable.Range(0, matrix.Classes).Select(id => matching.ClustersOf(id).Single()).ShouldBe(clusterOfClass);
        (100 * scores.Accuracy).ShouldBe(theirs.GetProperty("accuracy").GetDouble(), SinglePrecision);
        (100 * scores.MeanIoU).ShouldBe(theirs.GetProperty("miou").GetDouble(), SinglePrecision);
        (100 * scores.MeanRecall).ShouldBe(theirs.GetProperty("mean_class_accuracy").GetDouble(), SinglePrecision);
        foreach ((int id, JsonElement iou) in theirs.GetProperty("iou_by_class").EnumerateArray().Index())
        {
            (100 * scores.PerClass[id].IoU!.Value).ShouldBe(iou.GetDouble(), SinglePrecision);
        }
    }

    [Fact]
    public void Golden_partition_by_class_is_not_the_block_cut_by_cluster()
    {
        using JsonDocument document = Open();
        ConfusionMatrix matrix = Matrix(document);
        ClusterMatching matching = ClusterMatching.Of(matrix, MatchingRule.Hungarian);
        SegmentationScores scores = SegmentationScores.Of(matrix, matching, AveragingRule.MeanOverDefined);
        ClassTable table = ClassTable.BuiltIn("coco-stuff-27");

        GroupScores things = scores.Of(table, ClassGroup.Thing)!;
        GroupScores stuff = scores.Of(table, ClassGroup.Stuff)!;

        // The released program prints 74 for the "things" that are its first 12 clusters.
        double printed = document.RootElement.GetProperty("authors_functions").GetProperty("thing12").GetProperty("accuracy").GetDouble();
        (100 * things.Accuracy!.Value).ShouldBeLessThan(printed - 10);
        (things.Pixels + stuff.Pixels).ShouldBe(matrix.Total);
        (((things.Accuracy.Value * things.Pixels) + (stuff.Accuracy!.Value * stuff.Pixels)) / matrix.Total).ShouldBe(scores.Accuracy, 1e-12);
        (((12 * things.MeanIoU!.Value) + (15 * stuff.MeanIoU!.Value)) / 27).ShouldBe(scores.MeanIoU, 1e-12);
    }

    private static JsonDocument Open() => JsonDocument.Parse(File.ReadAllText(SharedMaterial.Require("reference", "coco_histogram_authors.json")));

    private static ConfusionMatrix Matrix(JsonDocument document) => ConfusionMatrix.FromRows(
        [.. document.RootElement.GetProperty("histogram").EnumerateArray().Select(row => row.EnumerateArray().Select(count => count.GetInt64()).ToArray())]);
}
