using PiCIE.Benchmarks.Passes;
using PiCIE.Segmentation.Native;

namespace PiCIE.Benchmarks.Epochs;

/// <summary>Epochs of a whole training against the network passes that they cannot do without, one right after the other in one process.</summary>
internal static class EpochBenchmark
{
    /// <summary>What the median of the warm epochs may be.</summary>
    private const double Allowed = 1.10;

    public static void Run(EpochOptions options) => ReferenceTraining.WithPack(options, pack =>
    {
        var pairs = new List<EpochPair>();
        using var bare = new BarePasses(new PassOptions { Threads = options.Threads, Photographs = options.Photographs, Resolution = ReferenceTraining.Resolution });
        Print($"{options.Photographs} {ReferenceMaterial.Described}, {options.Threads} thread(s), libtorch {TorchRuntime.Version}; seconds");
        Print("epoch    all   views  cluster  labels   train |    bare  no grad   train    Adam | ratio");
        ReferenceTraining.Run(options, pack, report =>
        {
            var pair = new EpochPair(report.Seconds, bare.Epoch());
            pairs.Add(pair);
            var (own, them) = (pair.Epoch, pair.Bare);
            Print($"{pairs.Count,5} {own.Total,6:f2} {own.Views,7:f2} {own.Clustering,8:f2} {own.Labels,7:f2} {own.Training,7:f2} | {them.All,7:f2} {them.WithoutGradient,8:f2} {them.Training,7:f2} {them.Optimizer,7:f2} | {pair.Ratio,5:f3}");
        });
        if (pairs.Count > 1)
        {
            Print($"median of epochs 2 to {pairs.Count}: {Median(pairs.Skip(1).Select(pair => pair.Ratio)):f3} (target at most {Allowed:f2}); bare passes {Median(pairs.Skip(1).Select(pair => pair.Bare.All)):f2} s");
        }
        if (options.PythonEpochs > 0)
        {
            PythonPasses.Run(options);
        }
    });

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static void Print(string line) => Console.WriteLine(line);
}
