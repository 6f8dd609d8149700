using System.Diagnostics;
using PiCIE.Benchmarks.Epochs;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Views;
using TorchSharp;
using static TorchSharp.torch;

namespace PiCIE.Benchmarks.Kernels;

/// <summary>Everything of an epoch that is not the network, each alone, at the sizes of the reference settings; milliseconds of one call.</summary>
internal static unsafe class KernelBenchmarks
{
    private const int Clusters = 11;
    private const int Width = 128;
    private const int Side = 32;
    private const int Batch = 16;
    private const int BatchRows = Batch * Side * Side;
    private const int InitialRows = 6 * 2 * BatchRows;

    public static void Run(int threads)
    {
        TorchRuntime.SetThreads(threads);
        Console.WriteLine("median ms    least");
        Clustering();
        Losses();
        Transforms();
        Optimizer();
        Views();
        Time("stretch without collection, begun and ended", 100, () => QuietCollector.Begin().Dispose());
    }

    private static void Clustering()
    {
        using var rows = RandomRows(InitialRows);
        using var nearest = new NearestCentroid(RandomCentroids());
        Time($"k-means pass over {InitialRows} rows", 20, () => nearest.Assign(rows.Start, InitialRows, normalise: false, labels: null));
        Time($"clustering of {2 * BatchRows} rows, normalised", 20, () => nearest.Assign(rows.Start, 2 * BatchRows, normalise: true, labels: null));
    }

    private static void Losses()
    {
        using var rows = RandomRows(BatchRows);
        using var gradient = new PixelRows(BatchRows, Width);
        using var loss = new PicieLoss(new LossOptions(), RandomCentroids(), RandomCentroids(), null, null);
        var labels = new int[BatchRows];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = i % Clusters;
        }
        Time($"loss and gradient of {BatchRows} rows", 50, () =>
        {
            fixed (int* start = labels)
            {
                loss.Of(0, rows.Start, BatchRows, start, start, null, gradient.Start);
            }
        });
    }

    private static void Transforms()
    {
        using var from = RandomRows(BatchRows);
        using var to = new PixelRows(BatchRows, Width);
        const int Length = BatchRows * Width;
        var settings = new ViewSettings(ReferenceMaterial.BaseResolution, ReferenceTraining.Resolution);
        var placements = Enumerable.Range(0, Batch).Select(image => ViewDraws.For(1, 0, image, settings).Geometric.Place(Side, Side, settings.Geometric)).ToArray();
        Time($"transform of {Batch} maps", 50, () => GeometricTransform.ApplyBatch(new ReadOnlySpan<float>(from.Start, Length), Side, Width, placements, new Span<float>(to.Start, Length), Side, get_num_threads()));
        Time($"its transpose", 50, () => GeometricTransform.ApplyTransposedBatch(new ReadOnlySpan<float>(from.Start, Length), Side, Width, placements, new Span<float>(to.Start, Length), Side, get_num_threads()));
    }

    private static void Optimizer()
    {
        using var network = new SegmentationNetwork(new BackboneDescription("resnet18"), seed: 1);
        var optimizer = ParameterOptimizer.Of(new Segmentation.Optimizers.OptimizerOptions(), network.parameters());
        using var input = zeros([1, 3, 64, 64]);
        Time("Adam", 20, () => optimizer.Step(1e-6), before: () =>
        {
            using var features = network.forward(input);
            features.backward([ones_like(features)]);
        });
    }

    private static void Views()
    {
        var settings = new ViewSettings(ReferenceMaterial.BaseResolution, ReferenceTraining.Resolution);
        var maker = new ViewMaker(settings);
        var photograph = new byte[3 * settings.BaseResolution * settings.BaseResolution];
        new Random(1).NextBytes(photograph);
        var view1 = new float[3 * settings.Resolution * settings.Resolution];
        var view2 = new byte[view1.Length];
        var image = 0;
        Time("view 1 of a photograph, one thread", 100, () => maker.View1(photograph, ViewDraws.For(1, 0, image++, settings), photometric: true, view1));
        Time("view 2 of a photograph, one thread", 100, () => maker.View2(photograph, ViewDraws.For(1, 0, image++, settings), view2));
        var input = new float[Batch * view1.Length];
        var bytes = new byte[input.Length];
        Time($"normalising {Batch} photographs", 50, () => Normalisation.Apply(bytes, input));
    }

    private static PixelRows RandomRows(int count)
    {
        var rows = new PixelRows(count, Width) { Count = count };
        var random = new Random(1);
        for (var i = 0L; i < (long)count * Width; i++)
        {
            rows.Start[i] = random.NextSingle() - 0.3f;
        }
        return rows;
    }

    private static Centroids RandomCentroids()
    {
        var random = new Random(2);
        return new Centroids(Enumerable.Range(0, Clusters * Width).Select(_ => random.NextSingle() - 0.3f).ToArray(), Width);
    }

    private static void Time(string what, int times, Action work, Action? before = null)
    {
        var milliseconds = new List<double>();
        for (var i = 0; i < times + 3; i++)
        {
            before?.Invoke();
            var start = Stopwatch.GetTimestamp();
            work();
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        Console.WriteLine($"{EpochBenchmark.Median(milliseconds.Skip(3)),9:f3} {milliseconds.Skip(3).Min(),9:f3}  {what}");
    }
}
