using PiCIE.Benchmarks.Passes;
using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Training;

namespace PiCIE.Benchmarks.Epochs;

/// <summary>Epochs of a whole training against the network passes that they cannot do without, one right after the other, each in a process of its own.</summary>
internal static class EpochBenchmark
{
    /// <summary>What the median of the warm epochs may be.</summary>
    private const double Allowed = 1.06;

    public static void Run(EpochOptions asked) => ReferenceTraining.WithPack(asked, options =>
    {
        List<EpochPair> pairs = new();
        using PassesChild bare = new(options);
        Console.WriteLine($"{options.Photographs} {ReferenceMaterial.Described}, {options.Threads} thread(s), libtorch {TorchRuntime.Version}; seconds");
        Console.WriteLine("epoch    all   views  cluster  labels   train |    bare  no grad   train    Adam | ratio | processor ratio");
        TimeSpan before = TimeSpan.Zero;
        ReferenceTraining.Run(options, () => before = ProcessorTime, seconds =>
        {
            pairs.Add(Pair(seconds, ProcessorTime - before, bare));
            Print(pairs.Count, pairs[^1]);
        });
        List<EpochPair> warm = pairs.Skip(1).ToList();
        if (warm.Count > 0)
        {
            Console.WriteLine(
                $"median of epochs 2 to {pairs.Count}: {Median(warm.Select(pair => pair.Ratio)):f3}, of processor time {Median(warm.Select(pair => pair.ProcessorRatio)):f3} (target at most {Allowed:f2}); bare passes {Median(warm.Select(pair => pair.Bare.All)):f2} s");
        }
        if (options.PythonEpochs > 0)
        {
            PythonPasses.Run(options);
        }
    });

    private static TimeSpan ProcessorTime => Environment.CpuUsage.TotalTime;

    private static EpochPair Pair(EpochSeconds epoch, TimeSpan processor, PassesChild bare)
    {
        FollowedPasses passes = bare.Epoch();
        return new EpochPair(epoch, processor, passes.Seconds, passes.Processor);
    }

    private static void Print(int number, EpochPair pair)
    {
        (EpochSeconds own, PassSeconds bare) = (pair.Epoch, pair.Bare);
        Console.WriteLine(
            $"{number,5} {own.Total,6:f2} {own.Views,7:f2} {own.Clustering,8:f2} {own.Labels,7:f2} {own.Training,7:f2} | {bare.All,7:f2} {bare.WithoutGradient,8:f2} {bare.Training,7:f2} {bare.Optimizer,7:f2} | {pair.Ratio,5:f3} | {pair.ProcessorRatio,5:f3}");
    }

    internal static double Median(IEnumerable<double> values)
    {
        List<double> sorted = values.Order().ToList();
        int middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
