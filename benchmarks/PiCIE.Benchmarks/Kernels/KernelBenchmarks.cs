using System.Diagnostics;
using PiCIE.Benchmarks.Epochs;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Views;
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
        using PixelRows rows = RandomRows(InitialRows);
        using NearestCentroid nearest = new(RandomCentroids());
        Time($"k-means pass over {InitialRows} rows", 20, () => nearest.Assign(rows.Start, InitialRows, normalise: false, labels: null));
        Time($"clustering of {2 * BatchRows} rows, normalised", 20, () => nearest.Assign(rows.Start, 2 * BatchRows, normalise: true, labels: null));
    }

    private static void Losses()
    {
        using PixelRows rows = RandomRows(BatchRows);
        using PixelRows gradient = new(BatchRows, Width);
        using PicieLoss loss = new(new LossOptions(), new(RandomCentroids(), RandomCentroids()), default);
        int[] labels = new int[BatchRows];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = i % Clusters;
        }
        Time($"loss and gradient of {BatchRows} rows", 50, () =>
        {
            fixed (int* start = labels)
            {
                loss.AddLossAndGradient(View.First, rows.Start, BatchRows, start, start, null, gradient.Start);
            }
        });
    }

    private static void Transforms()
    {
        using PixelRows from = RandomRows(BatchRows);
        using PixelRows to = new(BatchRows, Width);
        const int Length = BatchRows * Width;
        ViewSettings settings = new(ReferenceMaterial.BaseResolution, ReferenceTraining.Resolution);
        MapPlacement[] placements = Enumerable.Range(0, Batch).Select(image => ViewDraws.For(1, 0, image, settings).Geometric.Place(Side, Side, settings.Geometric)).ToArray();
        Time($"transform of {Batch} maps", 50, () => GeometricTransform.ApplyBatch(new ReadOnlySpan<float>(from.Start, Length), Side, Width, placements, new Span<float>(to.Start, Length), Side, get_num_threads()));
        Time($"its transpose", 50, () => GeometricTransform.ApplyTransposedBatch(new ReadOnlySpan<float>(from.Start, Length), Side, Width, placements, new Span<float>(to.Start, Length), Side, get_num_threads()));
    }

    private static void Optimizer()
    {
        using SegmentationNetwork network = new(new BackboneDescription("resnet18"), seed: 1);
        ParameterOptimizer optimizer = ParameterOptimizer.Create(new Segmentation.Optimizers.OptimizerOptions(), network.parameters());
        using Tensor input = zeros([1, 3, 64, 64]);
        Time("Adam", 20, () => optimizer.Step(1e-6), before: () =>
        {
            using Tensor features = network.forward(input);
            features.backward([ones_like(features)]);
        });
    }

    private static void Views()
    {
        ViewSettings settings = new(ReferenceMaterial.BaseResolution, ReferenceTraining.Resolution);
        ViewMaker maker = new(settings);
        byte[] photograph = new byte[3 * settings.BaseResolution * settings.BaseResolution];
        new Random(1).NextBytes(photograph);
        float[] view1 = new float[3 * settings.Resolution * settings.Resolution];
        byte[] view2 = new byte[view1.Length];
        int image = 0;
        Time("view 1 of a photograph, one thread", 100, () => maker.View1(photograph, ViewDraws.For(1, 0, image++, settings), photometric: true, view1));
        Time("view 2 of a photograph, one thread", 100, () => maker.View2(photograph, ViewDraws.For(1, 0, image++, settings), view2));
        float[] input = new float[Batch * view1.Length];
        byte[] bytes = new byte[input.Length];
        Time($"normalising {Batch} photographs", 50, () => Normalisation.Apply(bytes, input));
    }

    private static PixelRows RandomRows(int count)
    {
        PixelRows rows = new(count, Width) { Count = count };
        Random random = new(1);
        for (long i = 0L; i < (long)count * Width; i++)
        {
            rows.Start[i] = random.NextSingle() - 0.3f;
        }
        return rows;
    }

    private static Centroids RandomCentroids()
    {
        Random random = new(2);
        return new Centroids(Enumerable.Range(0, Clusters * Width).Select(_ => random.NextSingle() - 0.3f).ToArray(), Width);
    }

    private static void Time(string what, int times, Action work, Action? before = null)
    {
        List<double> milliseconds = new();
        for (int i = 0; i < times + 3; i++)
        {
            before?.Invoke();
            long start = Stopwatch.GetTimestamp();
            work();
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        Console.WriteLine($"{EpochBenchmark.Median(milliseconds.Skip(3)),9:f3} {milliseconds.Skip(3).Min(),9:f3}  {what}");
    }
}
