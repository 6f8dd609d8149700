using System.Globalization;
using PiCIE.Evaluation.Confusions;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Tests.Golden;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Views;
using PiCIE.Tests.Golden;
using static TorchSharp.torch;
using OptimizerOptions = PiCIE.Segmentation.Optimizers.OptimizerOptions;

namespace PiCIE.Segmentation.Tests.Training;

/// <summary>A recorded epoch: its settings and photographs, and the comparisons that its files share. Tolerances: golden/README.md.</summary>
internal sealed unsafe class GoldenEpoch : IDisposable
{
    private const int Ignored = 255;

    public GoldenEpoch(string file, KMeansBatchNorm mode)
    {
        File = GoldenFile.Open(file);
        Input = new GivenEpochInput(File, "image_u8", File.Int64("shuffled_indices"), File.Int64("train_order"));
        Options = new TrainingOptions
        {
            Seed = 1,
            Clusters = Number("K"),
            Views = Input.Settings,
            BatchSize = Number("batch_train"),
            Optimizer = new OptimizerOptions { LearningRate = double.Parse(File.Metadata["lr"], CultureInfo.InvariantCulture) },
            KMeans = new KMeansOptions
            {
                BatchSize = Number("batch_cluster"),
                InitialBatches = Number("num_init_batches"),
                GroupBatches = Number("num_batches"),
                Iterations = Number("kmeans_n_iter"),
                StartSeed = (uint)Number("clustering_seed"),
                BatchNorm = mode,
            },
        };
    }

    public GoldenFile File { get; }

    public GivenEpochInput Input { get; }

    public TrainingOptions Options { get; }

    public SegmentationNetwork Network() => ClosedFormParameters.Network("resnet18", File.Seed);

    public PassContext Context(SegmentationNetwork network, ITrainingObserver observer) => new(network, Input, Options, observer, 0, default);

    /// <summary>The start of a view's clustering: which rows, what they hold, what the full k-means makes of them. Moves the statistics as one batch does.</summary>
    public void InitialClusteringAgrees(SegmentationNetwork network, View view)
    {
        network.train(Options.KMeans.BatchNorm == KMeansBatchNorm.Train);
        using ViewFeatures features = new(network, Input, view);
        int[] first = [.. Enumerable.Range(0, Options.KMeans.BatchSize)];
        features.With(first, (start, count) =>
        {
            using PixelRows rows = new(count, network.FeatureWidth) { Count = count };
            FeatureLength.Normalise<Segmentation.Lanes.Lanes256>(
                (float*)start, rows.Start, count, rows.Width);
            long[] chosen = FaissKMeans.StartRows(count, Options.Clusters, Options.KMeans.StartSeed!.Value);
            chosen.ShouldBe(File.Int64($"kmeans_init_point_index_v{Number(view)}"));
            if (File.Has($"kmeans_init_points_v{Number(view)}"))
            {
                float[] points = chosen.SelectMany(row => new ReadOnlySpan<float>(rows.Start + (row * rows.Width), rows.Width).ToArray()).ToArray();
                Near.Absolute(points, File.Float32($"kmeans_init_points_v{Number(view)}"), 1e-5, $"start rows of view {Number(view)}");
            }

            KMeansFit fit = FaissKMeans.Fit(rows, Options.Clusters, Options.KMeans.Iterations, Options.KMeans.StartSeed!.Value);
            Near.Absolute(fit.Centroids.Values, File.Float32($"kmeans_after_init_v{Number(view)}"), 1e-5, $"first clustering of view {Number(view)}");
        });
    }

    public void CentroidsAgree(MiniBatchClusters clusters, View view)
    {
        Near.Absolute(clusters.Centroids.Values, File.Float32($"centroids{Number(view)}"), 1e-5, $"centroids of view {Number(view)}");
        clusters.Loss.ShouldBe(File.Number($"kmloss{Number(view)}"), 1e-5);
    }

    /// <summary>At most 0.5 % of the pixels differ, counts accordingly.</summary>
    public void LabelsAgree(PseudoLabels labels, View view)
    {
        byte[] expected = File.Bytes($"label{Number(view)}");
        long[] order = File.Int64("shuffled_indices");
        int pixels = expected.Length / order.Length;
        int different = 0;
        int[] photograph = new int[pixels];
        for (int position = 0; position < order.Length; position++)
        {
            fixed (int* to = photograph)
            {
                labels.Read([position], to);
            }

            different += Enumerable.Range(0, pixels).Count(p => photograph[p] != expected[(order[position] * pixels) + p]);
        }

        int allowed = (int)(0.005 * expected.Length);
        different.ShouldBeLessThanOrEqualTo(allowed);
        long[] counts = File.Int64($"label_counts{Number(view)}");
        labels.Counts.Zip(counts, (actual, wanted) => Math.Abs(actual - wanted)).Max().ShouldBeLessThanOrEqualTo(allowed);
        Near.Absolute(Segmentation.Losses.ClusterWeights.Of(labels.Counts, Options.Loss), File.Float32($"weight{Number(view)}"), 5e-3, $"weights of view {Number(view)}");
    }

    /// <summary>Evaluation of the photographs at the resolution with what gives a map's pixels their clusters.</summary>
    public void EvaluationAgrees(SegmentationNetwork network, Func<Tensor, int, int[]> classify, View view)
    {
        network.eval();
        int side = Options.Views.Resolution;
        ConfusionMatrix matrix = new(Options.Clusters, Options.Clusters);
        for (int image = 0; image < Input.Count; image++)
        {
            int position = Array.IndexOf(File.Int64("shuffled_indices"), (long)image);
            using Tensor pixels = Input.View2([position]);
            using Tensor map = FeatureMaps.Forward(network, pixels);
            matrix.Add(Classes(image, side), classify(map, side));
        }

        long[] expected = File.Int64($"eval{Number(view)}_hist_true_pred");
        matrix.ToRows().SelectMany(row => row).Zip(expected, (actual, wanted) => Math.Abs(actual - wanted)).Sum().ShouldBeLessThanOrEqualTo(80);
        SegmentationScores scores = SegmentationScores.Of(matrix, ClusterMatching.Of(matrix, MatchingRule.Hungarian), AveragingRule.MeanOverDefined);
        double[] figures = File.Float64($"eval{Number(view)}_acc_miou");
        (100 * scores.Accuracy).ShouldBe(figures[0], 0.2);
        (100 * scores.MeanIoU).ShouldBe(figures[1], 0.2);
    }

    /// <summary>How the files number a view.</summary>
    public static int Number(View view) => view == View.First ? 1 : 2;

    public void Dispose() => Input.Dispose();

    private int Number(string key) => int.Parse(File.Metadata[key], CultureInfo.InvariantCulture);

    private int[] Classes(int image, int side)
    {
        long[] shape = File.Shape("label_png");
        (int height, int width) = ((int)shape[1], (int)shape[2]);
        byte[] raw = File.Bytes("label_png").AsSpan(image * height * width, height * width).ToArray();
        LabelImage labels = PillowResize.CentreCrop(PillowResize.NearestShortSide(new LabelImage(width, height, [.. raw.Select(id => (ushort)id)]), side), side);
        return [.. labels.Ids.Select(id => id == Ignored ? -1 : id)];
    }
}
