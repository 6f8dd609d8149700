using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Inference;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Tests.Golden;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Views;
using PiCIE.Segmentation.Weights;

namespace PiCIE.Segmentation.Tests.Training;

/// <summary>A whole epoch of PiCIE as the authors' program does it, k-means in train mode (2021-12) and in eval mode (2021-07).</summary>
public sealed class GoldenPicieEpochTests
{
    [Theory]
    [InlineData("epoch_picie", KMeansBatchNorm.Train)]
    [InlineData("epoch_picie_evalkm", KMeansBatchNorm.Eval)]
    public void Clustering_and_labels_agree_step_by_step(string file, KMeansBatchNorm mode)
    {
        using GoldenEpoch epoch = new(file, mode);
        using SegmentationNetwork network = epoch.Network();
        PassContext pass = epoch.Context(network, new Recorder(network));
        foreach (View view in Enum.GetValues<View>())
        {
            // The first batch alone moves the statistics once more than the program does: put them back.
            NamedTensors before = BatchNormStatistics.Copy(network);
            epoch.InitialClusteringAgrees(network, view);
            BatchNormStatistics.Restore(network, before);
            epoch.CentroidsAgree(ClusteringPass.Run(pass, view), view);
        }

        GoldenTensors.StatisticsAgree(epoch.File, "bn_after_kmeans/", BatchNormStatistics.Copy(network), 1e-4);
        foreach (View view in Enum.GetValues<View>())
        {
            int width = network.FeatureWidth;
            using PseudoLabels? labels = LabellingPass.Run(pass, view, new Centroids(epoch.File.Float32($"centroids{GoldenEpoch.Number(view)}"), width));
            epoch.LabelsAgree(labels!, view);
        }
    }

    [Theory]
    [InlineData("epoch_picie", KMeansBatchNorm.Train)]
    [InlineData("epoch_picie_evalkm", KMeansBatchNorm.Eval)]
    public void The_whole_epoch_agrees(string file, KMeansBatchNorm mode)
    {
        using GoldenEpoch epoch = new(file, mode);
        using SegmentationNetwork network = epoch.Network();
        Recorder recorder = new(network);
        FinishedEpoch finished = new PicieTrainer(network, epoch.Options, recorder).RunEpoch(0, _ => epoch.Input);

        epoch.CentroidsAgree(new MiniBatchClusters(finished.Centroids1, finished.Report.KMeansLoss1, []), View.First);
        epoch.CentroidsAgree(new MiniBatchClusters(finished.Centroids2, finished.Report.KMeansLoss2, []), View.Second);
        GoldenTensors.StatisticsAgree(epoch.File, "bn_after_kmeans/", recorder.AfterClustering!, 1e-4);
        double[] expected = epoch.File.Float64("step_losses_cross_within_ce_total");
        bool same = finished.Report.Counts1.SequenceEqual(epoch.File.Int64("label_counts1")) && finished.Report.Counts2.SequenceEqual(epoch.File.Int64("label_counts2"));
        double tolerance = same ? 2e-5 : 1e-4;
        recorder.Losses.Count.ShouldBe(expected.Length / 4);
        for (int step = 0; step < recorder.Losses.Count; step++)
        {
            recorder.Losses[step].Cross.ShouldBe(expected[4 * step], tolerance);
            recorder.Losses[step].Within.ShouldBe(expected[(4 * step) + 1], tolerance);
            recorder.Losses[step].Total.ShouldBe(expected[(4 * step) + 3], tolerance);
        }

        GoldenTensors.ParametersAgree(epoch.File, "param_after/", network, 0.05, 4.2);
        GoldenTensors.StatisticsAgree(epoch.File, "bn_after/", BatchNormStatistics.Copy(network), 1e-4);
        ViewPair<Centroids> centroids = new(finished.Centroids1, finished.Centroids2);
        foreach (View view in Enum.GetValues<View>())
        {
            using PixelClassifier classifier = new(centroids[view], ClusterScore.InnerProduct);
            epoch.EvaluationAgrees(network, (map, side) => Classify(classifier, map, side), view);
        }
    }

    [Fact]
    public void View_2_of_the_file_is_what_the_view_maker_gives()
    {
        using GoldenEpoch epoch = new("epoch_picie", KMeansBatchNorm.Train);
        ViewMaker maker = new(epoch.Input.Settings);
        int side = epoch.Input.Settings.BaseResolution, small = epoch.Input.Settings.Resolution;
        byte[] made = new byte[small * small * 3];
        for (int image = 0; image < epoch.Input.Count; image++)
        {
            maker.View2(epoch.File.Bytes("image_u8").AsSpan(image * side * side * 3, side * side * 3), new ViewDraws(default, new PhotometricDraw(), default), made);
            made.ShouldBe(epoch.File.Bytes("view2_u8")[(image * made.Length)..((image + 1) * made.Length)]);
        }
    }

    private static unsafe int[] Classify(PixelClassifier classifier, TorchSharp.torch.Tensor map, int side)
    {
        int[] clusters = new int[side * side];
        FeatureMaps.WithRows(map, rows => classifier.Classify(rows, (int)map.shape[2], (int)map.shape[3], clusters, side, side));
        return clusters;
    }

    private sealed class Recorder(SegmentationNetwork network) : ITrainingObserver
    {
        public List<PicieLosses> Losses { get; } = [];

        public NamedTensors? AfterClustering { get; private set; }

        public void BeforeBatch(BatchMoment batch)
        {
            if (batch.Pass == EpochPass.LabelView1)
            {
                AfterClustering ??= BatchNormStatistics.Copy(network);
            }
        }

        public void AfterBatch(BatchMoment batch)
        {
            if (batch.Losses is { } losses)
            {
                Losses.Add(losses);
            }
        }
    }
}
