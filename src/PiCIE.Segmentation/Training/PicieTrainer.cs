using System.Diagnostics;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Optimizers;
using TorchSharp;

namespace PiCIE.Segmentation.Training;

/// <summary>
/// Trains a network with PiCIE (paper section 3; science.md 1.4). The same options, start weights, photographs and thread count give the same
/// network, bit for bit. Not thread-safe; the network belongs to the caller.
/// </summary>
public sealed class PicieTrainer
{
    private readonly SegmentationNetwork _network;
    private readonly TrainingOptions _options;
    private readonly ITrainingObserver _observer;
    private readonly CancellationToken _stop;
    private readonly ParameterOptimizer _optimizer;

    /// <summary>Prepares a training; the optimiser's moments live as long as the trainer.</summary>
    /// <param name="network">The network, with its start weights. It is trained in place.</param>
    /// <param name="options">Settings.</param>
    /// <param name="observer">Told of epochs and batches; null for nobody.</param>
    /// <param name="stop">Looked at once a batch.</param>
    /// <exception cref="UnfitSettingException">A setting is out of its range.</exception>
    public PicieTrainer(SegmentationNetwork network, TrainingOptions options, ITrainingObserver? observer = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_network, _options, _observer, _stop) = (network, options, observer ?? new Unobserved(), stop);
        _optimizer = ParameterOptimizer.Of(options.Optimizer, network.parameters());
    }

    /// <summary>Trains for all epochs.</summary>
    /// <param name="photographs">Photographs without labels, at the base resolution of the options.</param>
    /// <returns>The last epoch, or null for a training of no epochs.</returns>
    /// <exception cref="TrainingDivergedException">The loss is no number any more.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    /// <exception cref="UnfitSettingException">
    /// The photographs are of another size, have fewer pixels than there are clusters, or leave a batch that cannot be computed.
    /// </exception>
    public FinishedEpoch? Train(TrainingPhotographs photographs)
    {
        ArgumentNullException.ThrowIfNull(photographs);
        RequireBatches(photographs.Count);
        FinishedEpoch? last = null;
        for (int epoch = 0; epoch < _options.Epochs; epoch++)
        {
            _observer.BeforeEpoch(epoch);
            long start = Stopwatch.GetTimestamp();
            using EpochInput input = new DrawnEpochInput(photographs, _options, epoch, torch.get_num_threads(), _observer.StillWorking, _stop);
            last = RunEpoch(epoch, input, Stopwatch.GetElapsedTime(start).TotalSeconds);
            _observer.AfterEpoch(last);
        }

        return last;
    }

    /// <summary>One epoch (paper, algorithm 1): cluster both views, label their pixels, train within and across the views.</summary>
    internal FinishedEpoch RunEpoch(int epoch, EpochInput input, double viewSeconds = 0)
    {
        PassContext pass = new(_network, input, _options, _observer, epoch, _stop);
        PhaseClock clock = new();

        MiniBatchClusters clusters1 = ClusteringPass.Run(pass, view: 0);
        MiniBatchClusters clusters2 = ClusteringPass.Run(pass, view: 1);
        double clustering = clock.End();

        using PseudoLabels? labels1 = LabellingPass.Run(pass, view: 0, clusters1.Centroids);
        using PseudoLabels? labels2 = LabellingPass.Run(pass, view: 1, clusters2.Centroids);
        IReadOnlyList<long> counts1 = labels1?.Counts ?? clusters1.Counts, counts2 = labels2?.Counts ?? clusters2.Counts;
        double labelling = clock.End();

        using PicieLoss loss = new(
            _options.Loss, clusters1.Centroids, clusters2.Centroids, ClusterWeights.Of(counts1, _options.Loss), ClusterWeights.Of(counts2, _options.Loss));
        PicieLosses losses = new TrainingPass(pass, _optimizer, loss, clusters1.Centroids, clusters2.Centroids).Run(labels1, labels2);
        double training = clock.End();

        EpochReport report = new()
        {
            Epoch = epoch,
            Losses = losses,
            KMeansLoss1 = clusters1.Loss,
            KMeansLoss2 = clusters2.Loss,
            Counts1 = [.. counts1],
            Counts2 = [.. counts2],
            Seconds = new EpochSeconds(viewSeconds, clustering, labelling, training),
        };
        return new FinishedEpoch(report, _network, clusters1.Centroids, clusters2.Centroids);
    }

    private void RequireBatches(int photographs)
    {
        int resolution = _options.Views.Resolution, width = _network.FeatureWidth;
        BatchBounds.Require(nameof(TrainingOptions.BatchSize), _options.BatchSize, photographs, resolution, width, trainMode: true);
        BatchBounds.Require(
            $"{nameof(TrainingOptions.KMeans)}.{nameof(KMeansOptions.BatchSize)}", _options.KMeans.BatchSize, photographs, resolution, width, _options.KMeans.BatchNorm == KMeansBatchNorm.Train);
    }

    private sealed class Unobserved : ITrainingObserver;

    /// <summary>Seconds of each phase. At a phase's end memory that fragmentation holds goes back to the system, if it is much.</summary>
    private sealed class PhaseClock
    {
        /// <summary>
        /// A training holds at most 1.2 GB (benchmarks/README.md). Trimmed whenever a phase ends above this size, the training that is measured there peaks
        /// at 1.01 to 1.07 GB, never trimmed at up to 1.33. Trimmed after every phase it takes 2.5 s more an epoch, since the memory is faulted in again.
        /// </summary>
        private const long MuchBytes = 980L << 20;
        private long _start = Stopwatch.GetTimestamp();

        public double End()
        {
            if (TorchRuntime.ResidentBytes > MuchBytes)
            {
                TorchRuntime.TrimMemory();
            }

            double seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
            _start = Stopwatch.GetTimestamp();
            return seconds;
        }
    }
}
