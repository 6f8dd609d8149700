using System.Diagnostics;
using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Optimizers;
using static TorchSharp.torch;

namespace PiCIE.Benchmarks.ToyStart;

/// <summary>
/// Makes the start file of the demo: a narrow ResNet-18 trunk, trained to tell <see cref="Swatch"/>es apart as an ImageNet trunk is trained to
/// tell photographs apart. Its labels are those of the swatches; it never sees a toy scene.
/// </summary>
internal static class ToyStartCommand
{
    /// <summary>Training steps of the file that the demo carries.</summary>
    public const int Steps = 2500;

    private const int BatchSize = 64;
    private const int Side = 64;
    private const int TestBatches = 16;
    private const double HighestRate = 2e-3;

    /// <summary>Trains and writes the trunk.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="steps">Training steps.</param>
    /// <param name="seed">Seed of start weights and swatches.</param>
    public static void Run(string path, int steps, long seed)
    {
        TorchRuntime.SetThreads(2);
        Stopwatch clock = Stopwatch.StartNew();
        using SegmentationNetwork network = new(new BackboneDescription("resnet18", 0.25), seed);
        manual_seed(seed);
        using TorchSharp.Modules.Linear classifier = nn.Linear(network.Description.OuterWidth(3), Swatch.Classes);
        ParameterOptimizer optimizer = ParameterOptimizer.Create(new OptimizerOptions(), [.. network.parameters(), .. classifier.parameters()]);
        Train(network, classifier, optimizer, steps, seed, clock);
        double right = Test(network, classifier, (long)steps * BatchSize, seed);
        Console.WriteLine($"{right:P1} of {TestBatches * BatchSize} swatches that it was not trained on; {clock.Elapsed.TotalSeconds:F0} s");
        TrunkFile.Write(path, network, $"{steps} steps of {BatchSize} swatches, {Swatch.Classes} classes, seed {seed}");
        Console.WriteLine($"{path}: {new FileInfo(path).Length:N0} bytes");
    }

    private static void Train(SegmentationNetwork network, TorchSharp.Modules.Linear classifier, ParameterOptimizer optimizer, int steps, long seed, Stopwatch clock)
    {
        network.train();
        using SwatchBatches batches = new(seed, 0, steps, BatchSize, Side);
        (int step, double recent) = (0, 0.0);
        foreach ((Tensor? pixels, Tensor? labels) in batches.Take())
        {
            using (pixels)
            using (labels)
            using (QuietCollector.Begin())
            {
                using TrunkMaps maps = network.Trunk(pixels);
                using Tensor pooled = maps.Res5.mean([2, 3]);
                using Tensor scores = classifier.forward(pooled);
                using Tensor loss = nn.functional.cross_entropy(scores, labels);
                loss.backward();
                optimizer.Step(Rate(step, steps));
                recent += loss.item<float>();
            }

            if (++step % 100 == 0)
            {
                Console.WriteLine($"step {step}: loss {recent / 100:F3} ({clock.Elapsed.TotalSeconds:F0} s)");
                recent = 0;
            }
        }
    }

    private static double Test(SegmentationNetwork network, TorchSharp.Modules.Linear classifier, long first, long seed)
    {
        network.eval();
        using SwatchBatches batches = new(seed, first, TestBatches, BatchSize, Side);
        long right = 0L;
        using IDisposable still = no_grad();
        foreach ((Tensor? pixels, Tensor? labels) in batches.Take())
        {
            using (pixels)
            using (labels)
            {
                using TrunkMaps maps = network.Trunk(pixels);
                using Tensor pooled = maps.Res5.mean([2, 3]);
                using Tensor scores = classifier.forward(pooled);
                using Tensor best = scores.argmax(1);
                using Tensor equal = best.eq(labels).sum();
                right += equal.item<long>();
            }
        }

        return right / (double)(TestBatches * BatchSize);
    }

    /// <summary>Up over the first twentieth, then down along a cosine.</summary>
    private static double Rate(int step, int steps)
    {
        double rise = steps / 20.0;
        return HighestRate * (step < rise ? (step + 1) / rise : 0.5 * (1 + Math.Cos(Math.PI * (step - rise) / (steps - rise))));
    }
}
