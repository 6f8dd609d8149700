using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Packs;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Views;
using OptimizerOptions = PiCIE.Segmentation.Optimizers.OptimizerOptions;

namespace PiCIE.Benchmarks.Epochs;

/// <summary>A training at the settings of the reference runs: base 256, resolution 128, batches of 32 and 16, K = 11, ResNet-18, Adam 5e-4.</summary>
internal static class ReferenceTraining
{
    public const int Resolution = 128;

    /// <summary>Trains on the pack of the options.</summary>
    public static void Run(EpochOptions options, Action before, Action<EpochSeconds> after)
    {
        TorchRuntime.SetThreads(options.Threads);
        using PackReader reader = PackReader.Open(options.Pack!);
        using Segmentation.Networks.SegmentationNetwork network = ReferenceMaterial.Network();
        new PicieTrainer(network, Settings(options.Epochs), new Between(before, after)).Train(new TrainingPhotographs(reader));
    }

    /// <summary>
    /// Calls <paramref name="work"/> with options that name a base pack, the one given or one made now and deleted afterwards, and the
    /// number of photographs that it holds.
    /// </summary>
    public static void WithPack(EpochOptions options, Action<EpochOptions> work)
    {
        if (options.Pack is not null)
        {
            work(Counted(options, options.Pack));
            return;
        }
        string folder = Directory.CreateTempSubdirectory("picie-benchmark-").FullName;
        try
        {
            string pack = Path.Combine(folder, "base.pack");
            ReferenceMaterial.WritePack(pack, options.Photographs);
            work(Counted(options, pack));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static EpochOptions Counted(EpochOptions options, string pack)
    {
        using PackReader reader = PackReader.Open(pack);
        return options with { Pack = pack, Photographs = reader.Count };
    }

    private static TrainingOptions Settings(int epochs) => new()
    {
        Seed = 1,
        Clusters = 11,
        Views = new ViewSettings(ReferenceMaterial.BaseResolution, Resolution),
        Epochs = epochs,
        BatchSize = 16,
        Optimizer = new OptimizerOptions { LearningRate = 5e-4 },
        KMeans = new KMeansOptions { BatchSize = 32, InitialBatches = 6, GroupBatches = 1, Iterations = 20 },
    };

    private sealed class Between(Action before, Action<EpochSeconds> after) : ITrainingObserver
    {
        private readonly EpochClock _clock = new();

        public void BeforeEpoch(int epoch)
        {
            before();
            _clock.BeforeEpoch(epoch);
        }

        public void BeforeBatch(BatchMoment batch) => _clock.BeforeBatch(batch);

        public void AfterEpoch(FinishedEpoch epoch)
        {
            _clock.AfterEpoch(epoch);
            after(_clock.Seconds);
        }
    }
}
