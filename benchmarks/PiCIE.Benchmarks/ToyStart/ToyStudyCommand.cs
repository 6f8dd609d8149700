using System.Diagnostics;
using System.Globalization;
using PiCIE.Evaluation.Confusions;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Inference;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Weights;

namespace PiCIE.Benchmarks.ToyStart;

/// <summary>Frozen control and PiCIE on toy scenes over several seeds: how sure the demo's gain is.</summary>
internal static class ToyStudyCommand
{
    private const int Classes = 7;

    public static void Run(string start, ToyStudySettings settings)
    {
        TorchRuntime.SetThreads(2);
        string folder = Directory.CreateTempSubdirectory("toy-study-").FullName;
        try
        {
            using ToyPacks packs = ToyPacks.Make(folder, settings);
            Console.WriteLine(settings);
            Console.WriteLine("| seed | frozen acc | frozen mIoU | PiCIE acc | PiCIE mIoU | gain | s | per class IoU, frozen → PiCIE |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
            List<double> gains = new();
            foreach (long seed in settings.Seeds)
            {
                gains.Add(Compare(start, packs, settings, seed));
            }

            Console.WriteLine(FormattableString.Invariant($"mean gain {gains.Average():F2}, lowest {gains.Min():F2}; peak {Environment.WorkingSet >> 20} MB"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Compare(string start, ToyPacks packs, ToyStudySettings settings, long seed)
    {
        Stopwatch clock = Stopwatch.StartNew();
        using SegmentationNetwork network = new(new BackboneDescription("resnet18", settings.Width, settings.FeatureWidth), seed);
        if (start != "none")
        {
            network.Load(SafetensorsFile.Read(start));
        }

        NamedTensors before = BatchNormStatistics.Copy(network);
        Figures frozen = Evaluate(network, packs, settings, seed);
        BatchNormStatistics.Restore(network, before);
        TrainingOptions options = new()
        {
            Seed = seed,
            Clusters = settings.Clusters,
            Views = settings.Views,
            Epochs = settings.Epochs,
            BatchSize = settings.Batch,
            Optimizer = new OptimizerOptions { LearningRate = settings.Rate },
            KMeans = settings.KMeans,
            Loss = new LossOptions { Weighting = settings.Weighting },
        };
        List<double> losses = new();
        new PicieTrainer(network, options, new LossList(losses)).Train(new TrainingPhotographs(packs.Base));
        Figures picie = Evaluate(network, packs, settings, seed);
        double gain = 100 * (picie.MeanIoU - frozen.MeanIoU);
        string classes = string.Join(" ", frozen.PerClass.Zip(picie.PerClass).Select(pair => FormattableString.Invariant($"{100 * pair.First:F0}→{100 * pair.Second:F0}")));
        Console.WriteLine(FormattableString.Invariant(
            $"| {seed} | {100 * frozen.Accuracy:F1} | {100 * frozen.MeanIoU:F1} | {100 * picie.Accuracy:F1} | {100 * picie.MeanIoU:F1} | {gain:+0.0;-0.0} | {clock.Elapsed.TotalSeconds:F0} | {classes} | {string.Join(" ", losses.Select(l => l.ToString("F2", CultureInfo.InvariantCulture)))}"));
        return gain;
    }

    private static Figures Evaluate(SegmentationNetwork network, ToyPacks packs, ToyStudySettings settings, long seed)
    {
        FreshClustering clustering = new(network, packs.Train, new FreshClusteringOptions { Seed = seed, Clusters = settings.Clusters, KMeans = settings.KMeans });
        List<SegmentationScores> scores = Enumerable.Range(1, settings.Repeats).Select(repeat => Evaluate(network, clustering.Run(repeat), packs, settings)).ToList();
        return new Figures(
            scores.Average(score => score.Accuracy), scores.Average(score => score.MeanIoU),
            [.. Enumerable.Range(0, Classes).Select(shown => scores.Average(score => score.PerClass[shown].IoU ?? 0))]);
    }

    private static SegmentationScores Evaluate(SegmentationNetwork network, FreshClusters clusters, ToyPacks packs, ToyStudySettings settings)
    {
        BatchNormStatistics.Restore(network, clusters.Statistics);
        ConfusionMatrix matrix = new(Classes, settings.Clusters);
        using EvaluationPass pass = new(network, clusters.Centroids, ClusterScore.InnerProduct);
        pass.Run(packs.Val, 16, (index, found) =>
        {
            int[] shown = new int[found.Length];
            ushort[] ids = packs.ValLabels[index];
            for (int pixel = 0; pixel < shown.Length; pixel++)
            {
                shown[pixel] = ids[pixel];
            }

            matrix.Add(shown, found);
        });
        return SegmentationScores.Of(matrix, ClusterMatching.Of(matrix, MatchingRule.Hungarian), AveragingRule.MeanOverDefined);
    }

    /// <summary>Means over the repeats, as fractions.</summary>
    private sealed record Figures(double Accuracy, double MeanIoU, double[] PerClass);

    private sealed class LossList(List<double> losses) : ITrainingObserver
    {
        public void AfterEpoch(FinishedEpoch epoch) => losses.Add(epoch.Report.Losses.Total);
    }
}
