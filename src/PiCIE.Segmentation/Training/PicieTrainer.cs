using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Views;
using PiCIE.Segmentation.Weights.Tensors;
using TorchSharp;

namespace PiCIE.Segmentation.Training;

/// <summary>
/// Trains a network with PiCIE (paper section 3; science.md 1.4). The same options, start weights, photographs and thread count give the
/// same network, bit for bit. It is not thread-safe; the network belongs to the caller.
/// </summary>
public sealed class PicieTrainer
{
    private readonly SegmentationNetwork _network;
    private readonly TrainingOptions _options;
    private readonly ITrainingObserver _observer;
    private readonly CancellationToken _stop;
    private readonly ParameterOptimizer _optimizer;

    /// <summary>Prepares a training; the optimiser's moments live as long as the trainer.</summary>
    /// <param name="network">Network with its start weights; it is trained in place.</param>
    /// <param name="options">Settings, checked here.</param>
    /// <param name="observer">Hears of epochs and batches; null for nobody.</param>
    /// <param name="stop">Looked at once a batch.</param>
    /// <exception cref="UnfitSettingException">A setting is out of its range.</exception>
    public PicieTrainer(SegmentationNetwork network, TrainingOptions options, ITrainingObserver? observer = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_network, _options, _observer, _stop) = (network, options, new MemoryTrimming(observer ?? new Unobserved()), stop);
        _optimizer = ParameterOptimizer.Create(options.Optimizer, network.parameters());
    }

    /// <summary>Trains for all epochs, or for those that are left.</summary>
    /// <param name="photographs">Photographs without labels, at the base resolution of the options.</param>
    /// <param name="from">
    /// State at the end of an epoch of a training with the same options, start weights, photographs and thread count; null begins anew. What the
    /// network holds is replaced by it, and the result is that of the training that was not interrupted, bit for bit.
    /// </param>
    /// <returns>The last epoch, or null for a training of no epochs.</returns>
    /// <exception cref="TrainingDivergedException">A loss or a feature is NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">The training was stopped.</exception>
    /// <exception cref="UnfitSettingException">
    /// The photographs are of another size, have fewer pixels than there are clusters, or leave a batch that cannot be computed.
    /// </exception>
    /// <exception cref="WeightsException">The state is of another network or optimiser, or no epoch is left after it.</exception>
    public FinishedEpoch? Train(TrainingPhotographs photographs, TrainingState? from = null)
    {
        ArgumentNullException.ThrowIfNull(photographs);
        RequireBatches(photographs.Count);
        int first = from?.Restore(_network, _optimizer, _options.Epochs) ?? 0;
        FinishedEpoch? last = null;
        for (int epoch = first; epoch < _options.Epochs; epoch++)
        {
            _observer.BeforeEpoch(epoch);
            last = RunEpoch(epoch, number => new DrawnEpochInput(photographs, _options, number, torch.get_num_threads(), _observer.StillWorking, _stop));
            _observer.AfterEpoch(last);
        }

        return last;
    }

    /// <summary>Runs one epoch (paper, algorithm 1): draws the views, clusters both, labels their pixels, weighs the clusters, trains within and across views.</summary>
    internal FinishedEpoch RunEpoch(int epoch, Func<int, EpochInput> drawViews)
    {
        using EpochInput views = drawViews(epoch);
        PassContext pass = new(_network, views, _options, _observer, epoch, _stop);
        ViewPair<MiniBatchClusters> clusters = ClusterViews(pass);
        using EpochLabels labels = AssignPseudoLabels(pass, clusters);
        using PicieLoss loss = BalanceClusters(clusters, labels);
        PicieLosses losses = TrainWithinAndAcrossViews(pass, loss, clusters, labels);
        return Finish(epoch, clusters, labels, losses);
    }

    private static ViewPair<MiniBatchClusters> ClusterViews(PassContext pass) =>
        new(ClusteringPass.Run(pass, View.First), ClusteringPass.Run(pass, View.Second));

    private static EpochLabels AssignPseudoLabels(PassContext pass, ViewPair<MiniBatchClusters> clusters) => new(
        new(LabellingPass.Run(pass, View.First, clusters.First.Centroids), LabellingPass.Run(pass, View.Second, clusters.Second.Centroids)), clusters);

    private PicieLoss BalanceClusters(ViewPair<MiniBatchClusters> clusters, EpochLabels labels) => new(
        _options.Loss,
        clusters.Select(one => one.Centroids),
        new(ClusterWeights.Of(labels.Counts(View.First), _options.Loss), ClusterWeights.Of(labels.Counts(View.Second), _options.Loss)));

    private PicieLosses TrainWithinAndAcrossViews(PassContext pass, PicieLoss loss, ViewPair<MiniBatchClusters> clusters, EpochLabels labels) =>
        new TrainingPass(pass, _optimizer, loss, clusters.Select(one => one.Centroids)).Run(labels);

    private FinishedEpoch Finish(int epoch, ViewPair<MiniBatchClusters> clusters, EpochLabels labels, PicieLosses losses)
    {
        EpochReport report = new()
        {
            Epoch = epoch,
            Losses = losses,
            KMeansLoss1 = clusters.First.Loss,
            KMeansLoss2 = clusters.Second.Loss,
            Counts1 = [.. labels.Counts(View.First)],
            Counts2 = [.. labels.Counts(View.Second)],
        };
        return new FinishedEpoch(report, _network, clusters.First.Centroids, clusters.Second.Centroids, _optimizer);
    }

    private void RequireBatches(int photographs)
    {
        int resolution = _options.Views.Resolution, width = _network.FeatureWidth;
        BatchBounds.Require(nameof(TrainingOptions.BatchSize), _options.BatchSize, photographs, resolution, width, trainMode: true);
        BatchBounds.Require(
            $"{nameof(TrainingOptions.KMeans)}.{nameof(KMeansOptions.BatchSize)}", _options.KMeans.BatchSize, photographs, resolution, width, _options.KMeans.BatchNorm == KMeansBatchNorm.Train);
    }

    private sealed class Unobserved : ITrainingObserver;
}
