using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Training;
using TorchSharp;

namespace PiCIE.Segmentation.Tests.Training;

/// <summary>Tests that run alone, because they measure the process or change its thread count.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>What only shows after many steps: memory, and the collector's race with native code (packages.md 1.6).</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class LongTrainingTests
{
    private const int FlatSteps = 300;
    private const int WarmSteps = 50;
    private const int PressedPhotographs = 200;

    [Fact]
    public void Memory_is_flat_over_300_steps_and_no_tensor_stays()
    {
        using TinyTraining tiny = new(photographs: 50, side: 64, resolution: 64);
        using SegmentationNetwork network = new(new BackboneDescription("resnet18", 0.25), 1);
        Watch observer = new();
        TrainingOptions options = tiny.Options with { Epochs = FlatSteps / 50, BatchSize = 1, KMeans = new KMeansOptions { BatchSize = 25, InitialBatches = 1, Iterations = 2 } };
        new PicieTrainer(network, options, observer).Train(tiny.Photographs);
        observer.Steps.ShouldBe(FlatSteps);
        observer.LargestBytes.ShouldBeLessThan((long)(1.05 * observer.WarmBytes), $"{observer.WarmBytes} bytes after {WarmSteps} steps");
        observer.TensorsAtEpochs.Distinct().Count().ShouldBe(1, string.Join(", ", observer.TensorsAtEpochs));
    }

    [Fact]
    public void Some_steps_under_allocation_pressure_raise_no_exception() => TrainUnderPressure(PressedPhotographs);

    [Fact]
    [Trait("Category", "long")]
    public void Twenty_thousand_steps_under_allocation_pressure_raise_no_exception() => TrainUnderPressure(20_000);

    private static void TrainUnderPressure(int steps)
    {
        using TinyTraining tiny = new(PressedPhotographs, side: 40, resolution: 40);
        using SegmentationNetwork network = new(new BackboneDescription("resnet18", 0.125, 4), 1);
        Watch observer = new();
        using CancellationTokenSource stop = new();
        int collections = 0;
        int threads = TorchRuntime.Threads;
        TorchRuntime.SetThreads(1);
        Thread pressure = new(() => collections = Allocate(stop.Token));
        pressure.Start();
        try
        {
            TrainingOptions options = tiny.Options with
            {
                Epochs = steps / PressedPhotographs,
                BatchSize = 1,
                Clusters = 2,
                KMeans = new KMeansOptions { BatchSize = PressedPhotographs, InitialBatches = 1, Iterations = 1 },
            };
            new PicieTrainer(network, options, observer).Train(tiny.Photographs);
        }
        finally
        {
            stop.Cancel();
            pressure.Join();
            TorchRuntime.SetThreads(threads);
        }

        observer.Steps.ShouldBe(steps);
        network.ToNamedTensors().ShouldAllBe(entry => entry.Value.ToFloats().All(float.IsFinite));
        collections.ShouldBeGreaterThan(0);
    }

    /// <summary>Garbage of all ages until it is told to stop; returns how many collections there were.</summary>
    private static int Allocate(CancellationToken stop)
    {
        int before = GC.CollectionCount(0);
        byte[][] kept = new byte[64][];
        for (int i = 0; !stop.IsCancellationRequested; i++)
        {
            kept[i % kept.Length] = new byte[8192];
            if (i % 256 == 0)
            {
                Thread.Yield();
            }
        }

        return GC.CollectionCount(0) - before;
    }

    private sealed class Watch : ITrainingObserver
    {
        public int Steps { get; private set; }

        public long WarmBytes { get; private set; }

        public long LargestBytes { get; private set; }

        public List<long> TensorsAtEpochs { get; } = [];

        public void AfterBatch(BatchMoment batch)
        {
            if (batch.Pass != EpochPass.Train)
            {
                return;
            }

            Steps++;
            if (Steps % 10 != 0)
            {
                return;
            }

            long bytes = TorchRuntime.ResidentBytes;
            if (Steps <= WarmSteps)
            {
                WarmBytes = Math.Max(WarmBytes, bytes);
            }

            LargestBytes = Math.Max(LargestBytes, bytes);
        }

        public void AfterEpoch(FinishedEpoch epoch) => TensorsAtEpochs.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
