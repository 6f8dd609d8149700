using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Packs;
using PiCIE.Segmentation.Randomness;
using PiCIE.Segmentation.Weights;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Clustering;

/// <summary>
/// Clusters afresh after a training: mini-batch k-means over evaluation-style photographs, several times, without transforms
/// (science.md 1.4.8). In train mode, as released, each pass moves the batch-norm statistics on, over the repeats too.
/// </summary>
public sealed unsafe class FreshClustering
{
    private readonly SegmentationNetwork _network;
    private readonly PackReader _pack;
    private readonly FreshClusteringOptions _options;

    /// <summary>Prepares the clusterings.</summary>
    /// <param name="network">The trained network; its statistics move with <see cref="KMeansBatchNorm.Train"/>.</param>
    /// <param name="pack">Evaluation pack of the split that is clustered.</param>
    /// <param name="options">Seed, clusters and settings of the k-means.</param>
    /// <exception cref="UnfitSettingException">A batch of the pack's photographs cannot be computed.</exception>
    public FreshClustering(SegmentationNetwork network, PackReader pack, FreshClusteringOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(options);
        BatchBounds.Require(
            "cluster.kmeans.batchSize", options.KMeans.BatchSize, pack.Count, pack.Format.Width, network.FeatureWidth, options.KMeans.BatchNorm == KMeansBatchNorm.Train);
        (_network, _pack, _options) = (network, pack, options);
    }

    /// <summary>Runs one repeat; call it in the order of the repeats, since each begins with the statistics that the one before left.</summary>
    /// <param name="repeat">Number of the repeat, from 1.</param>
    /// <param name="batchDone">Told the number of batches done and of all batches, after each batch and after each iteration of a k-means within one.</param>
    /// <param name="stop">Looked at once a batch.</param>
    /// <exception cref="UnfitSettingException">There are fewer pixels than clusters.</exception>
    /// <exception cref="FeaturesNotFiniteException">The network's features contain NaN or infinite values.</exception>
    /// <exception cref="OperationCanceledException">The clustering was stopped.</exception>
    public FreshClusters Run(int repeat, Action<int, int>? batchDone = null, CancellationToken stop = default)
    {
        KMeansOptions kmeans = _options.KMeans;
        NamedTensors? before = _options.RestoreStatistics ? BatchNormStatistics.Copy(_network) : null;
        _network.train(kmeans.BatchNorm == KMeansBatchNorm.Train);
        int[] order = new CounterRandom(_options.Seed, repeat, -1, stream: 0, RandomPurpose.FreshClusteringOrder).Permutation(_pack.Count);
        int side = _pack.Format.Width, featureSide = (side + 3) / 4, batches = (int)(((long)order.Length + kmeans.BatchSize - 1) / kmeans.BatchSize);
        long initialRows = Math.Min((long)kmeans.InitialBatches * kmeans.BatchSize, order.Length) * featureSide * featureSide;
        int batch = 0;
        using MiniBatchKMeans clustering = new(
            kmeans, _options.Clusters, _network.FeatureWidth, initialRows, KMeansDraws.ForFreshClustering(_options.Seed, repeat, kmeans), stillWorking: () =>
            {
                stop.ThrowIfCancellationRequested();
                batchDone?.Invoke(batch, batches);
            });
        for (; batch < batches; batch++)
        {
            stop.ThrowIfCancellationRequested();
            Add(clustering, order[(batch * kmeans.BatchSize)..Math.Min((batch + 1) * kmeans.BatchSize, order.Length)]);
            batchDone?.Invoke(batch + 1, batches);
        }

        MiniBatchClusters clusters = clustering.Finish();
        if (before is not null)
        {
            BatchNormStatistics.Restore(_network, before);
        }

        return new FreshClusters(clusters.Centroids, clusters.Loss, clusters.Counts, BatchNormStatistics.Copy(_network));
    }

    private void Add(MiniBatchKMeans clustering, int[] photographs)
    {
        using QuietCollector quiet = QuietCollector.Begin();
        using Tensor pixels = PackInput.Read(_pack, photographs);
        using Tensor map = FeatureMaps.Forward(_network, pixels);
        nint rows = (nint)(map.shape[0] * map.shape[2] * map.shape[3]);
        FeatureMaps.WithRows(map, start => clustering.Add(start, rows));
    }
}
