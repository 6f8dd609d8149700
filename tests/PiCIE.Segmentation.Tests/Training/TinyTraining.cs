using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Packs;
using PiCIE.Segmentation.Randomness;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Views;
using PiCIE.Segmentation.Weights;
using OptimizerOptions = PiCIE.Segmentation.Optimizers.OptimizerOptions;

namespace PiCIE.Segmentation.Tests.Training;

/// <summary>A few random photographs and a narrow network: a training of milliseconds.</summary>
internal sealed class TinyTraining : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("picie-training-").FullName;
    private readonly PackReader _pack;

    public TinyTraining(int photographs = 6, int side = 40, int resolution = 32)
    {
        string path = Path.Combine(_folder, "base.pack");
        using (PackWriter writer = new(path, PackFormat.Photographs(PackKind.Base, side)))
        {
            for (int n = 0; n < photographs; n++)
            {
                writer.Add($"photograph-{n}", Photograph(n, side));
            }

            writer.Complete();
        }

        _pack = PackReader.Open(path);
        Photographs = new TrainingPhotographs(_pack);
        Options = new TrainingOptions
        {
            Seed = 3,
            Clusters = 4,
            Views = new ViewSettings(side, resolution),
            Epochs = 2,
            BatchSize = 4,
            KMeans = new KMeansOptions { BatchSize = 4, InitialBatches = 1, Iterations = 3 },
            Optimizer = new OptimizerOptions { LearningRate = 1e-3 },
        };
    }

    public TrainingPhotographs Photographs { get; }

    public TrainingOptions Options { get; init; }

    public static SegmentationNetwork Network(long seed = 1) => new(new BackboneDescription("resnet18", 0.125, 16), seed);

    /// <summary>Whether all tensors of the first hold the same bits in the second.</summary>
    public static bool Same(NamedTensors a, NamedTensors b) => a.All(entry => entry.Value.Bytes.Span.SequenceEqual(b[entry.Key].Bytes.Span));

    /// <summary>A whole training of the network of seed 1.</summary>
    public (NamedTensors Weights, List<PicieLosses> Losses) Train(TrainingOptions options)
    {
        using SegmentationNetwork network = Network();
        LossesOfEpochs losses = new();
        new PicieTrainer(network, options, losses).Train(Photographs);
        return (network.ToNamedTensors(), losses.Losses);
    }

    public void Dispose()
    {
        _pack.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class LossesOfEpochs : ITrainingObserver
    {
        public List<PicieLosses> Losses { get; } = [];

        public void AfterEpoch(FinishedEpoch epoch) => Losses.Add(epoch.Report.Losses);
    }

    /// <summary>Smooth areas with noise, so that colours and places differ.</summary>
    private static byte[] Photograph(int number, int side)
    {
        CounterRandom random = new(7, 0, number, 0, RandomPurpose.Photometric);
        byte[] bytes = new byte[side * side * 3];
        for (int i = 0; i < bytes.Length; i++)
        {
            (int y, int x) = (i / 3 / side, i / 3 % side);
            int area = ((y * 3 / side) + (x * 2 / side) + number) % 4;
            bytes[i] = (byte)((area * 50) + (i % 3 * 15) + random.Below(i, 40));
        }

        return bytes;
    }
}
