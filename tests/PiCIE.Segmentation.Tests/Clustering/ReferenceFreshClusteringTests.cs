using System.Text.Json;
using PiCIE.Evaluation.Confusions;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Inference;
using PiCIE.Segmentation.Packs;
using PiCIE.Segmentation.Tests.Inference;
using PiCIE.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Clustering;

/// <summary>
/// Fresh clusterings of a network that the authors' code trained give what their own fresh clusterings of it gave (reference/runs/picie_s1.json).
/// Their photographs come in an order that is not recorded, so single clusterings cannot agree; their means do. A k-means that is not carried
/// through shows in its loss (0.100 after one iteration instead of 0.079), other features or statistics in the figures. What hardly moves the
/// figures of this network (batch norm in eval mode, one initial batch) is held by the golden files and <see cref="FreshClusteringTests"/>.
/// </summary>
[NeedsMaterial]
public sealed class ReferenceFreshClusteringTests : IDisposable
{
    private const int Repeats = 6;

    // Standard deviation of a repeat, from eight of ours with this seed: loss 0.0762 to 0.0858; accuracy 53.3 to 63.9 (val) and 54.0 to 57.3 (test);
    // mean IoU 20.1 to 25.8 and 19.5 to 20.9. The authors' three lie within or next to these ranges and scatter alike.
    private const double LossSpread = 0.0031;
    private static readonly (string Split, double Accuracy, double MeanIoU)[] Spreads = [("val", 4.1, 1.9), ("test", 1.0, 0.52)];

    private readonly string _folder = Directory.CreateTempSubdirectory("picie-fresh-reference-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Means_of_fresh_clusterings_are_those_of_the_authors()
    {
        using JsonDocument run = JsonDocument.Parse(File.ReadAllText(SharedMaterial.Require("reference", "runs", "picie_s1.json")));
        JsonElement settings = run.RootElement.GetProperty("settings");
        JsonElement[] recorded = [.. run.RootElement.GetProperty("fresh").EnumerateArray()];
        using ReferenceCheckpoint checkpoint = new();
        int side = Number(settings, "res"), ignored = Number(settings, "ignore");
        using PackReader photographs = Pack("train", side);
        FreshClustering clustering = new(checkpoint.Network, photographs, Options(settings));
        Evaluated[] evaluated = [.. Spreads.Select(spread => new Evaluated(spread.Split, Pack(spread.Split, side), Classes(spread.Split, side, ignored)))];
        List<double> losses = [];
        for (int repeat = 1; repeat <= Repeats; repeat++)
        {
            FreshClusters fresh = clustering.Run(repeat);
            losses.Add(fresh.Loss);
            foreach (Evaluated split in evaluated)
            {
                split.Evaluate(checkpoint, fresh.Centroids);
            }
        }

        Agree(losses, recorded.Select(one => one.GetProperty("kmeans_loss").GetDouble()), LossSpread, "k-means loss");
        foreach ((Evaluated? split, (_, double accuracy, double meanIoU)) in evaluated.Zip(Spreads))
        {
            Agree(split.Accuracies, recorded.Select(one => Figure(one, split.Name, "accuracy")), accuracy, $"accuracy, {split.Name}");
            Agree(split.MeanIoUs, recorded.Select(one => Figure(one, split.Name, "miou")), meanIoU, $"mean IoU, {split.Name}");
            split.Pack.Dispose();
        }
    }

    /// <summary>The difference of two means of equal draws exceeds three of its standard deviations once in 370 times.</summary>
    private static void Agree(IEnumerable<double> ours, IEnumerable<double> theirs, double spread, string what)
    {
        double[] actual = [.. ours], expected = [.. theirs];
        actual.Average().ShouldBe(expected.Average(), 3 * spread * Math.Sqrt((1.0 / actual.Length) + (1.0 / expected.Length)), what);
    }

    private static FreshClusteringOptions Options(JsonElement settings) => new()
    {
        Seed = Number(settings, "seed"),
        Clusters = Number(settings, "K"),
        KMeans = new KMeansOptions
        {
            BatchSize = Number(settings, "batch_cluster"),
            InitialBatches = Number(settings, "num_init_batches"),
            GroupBatches = Number(settings, "num_batches"),
            Iterations = Number(settings, "kmeans_n_iter"),
            BatchNorm = KMeansBatchNorm.Train,
        },
    };

    private static int Number(JsonElement settings, string name) => settings.GetProperty(name).GetInt32();

    private static double Figure(JsonElement fresh, string split, string name) => fresh.GetProperty(split).GetProperty(name).GetDouble();

    private static List<int[]> Classes(string split, int side, int ignored) => [.. CamVidSquare.Of(split, side).Select(square => square.Classes(ignored))];

    private PackReader Pack(string split, int side)
    {
        string path = Path.Combine(_folder, $"{split}.pack");
        using (PackWriter writer = new(path, PackFormat.Photographs(PackKind.Evaluation, side)))
        {
            foreach (CamVidSquare square in CamVidSquare.Of(split, side))
            {
                writer.Add(square.Stem, square.Photograph.Pixels);
            }

            writer.Complete();
        }

        return PackReader.Open(path);
    }

    /// <summary>A split with the figures, in percent, of the clusterings so far.</summary>
    private sealed record Evaluated(string Name, PackReader Pack, List<int[]> Classes)
    {
        public List<double> Accuracies { get; } = [];

        public List<double> MeanIoUs { get; } = [];

        public void Evaluate(ReferenceCheckpoint checkpoint, Centroids centroids)
        {
            // As many classes as clusters: the reference runs took K = 11 for both.
            ConfusionMatrix matrix = new(centroids.Count, centroids.Count);
            using EvaluationPass pass = new(checkpoint.Network, centroids, ClusterScore.InnerProduct);
            pass.Run(Pack, 32, (index, clusters) => matrix.Add(Classes[index], clusters));
            SegmentationScores scores = SegmentationScores.Of(matrix, ClusterMatching.Of(matrix, MatchingRule.Hungarian), AveragingRule.MeanOverDefined);
            Accuracies.Add(100 * scores.Accuracy);
            MeanIoUs.Add(100 * scores.MeanIoU);
        }
    }
}
