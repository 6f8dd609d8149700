using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Packs;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Inference;

/// <summary>
/// Segments the photographs of an evaluation pack: with the network in eval mode it finds the cluster of each pixel at the pack's own size
/// (science.md 1.4.6).
/// </summary>
public sealed unsafe class EvaluationPass : IDisposable
{
    private readonly SegmentationNetwork _network;
    private readonly PixelClassifier _classifier;

    /// <summary>Prepares a pass.</summary>
    /// <param name="network">The network with the statistics that belong to the centroids; it goes to eval mode.</param>
    /// <param name="centroids">K centroids of the network's feature width.</param>
    /// <param name="score">Score by which a pixel goes to a cluster.</param>
    /// <exception cref="UnfitSettingException">The centroids are of another width.</exception>
    public EvaluationPass(SegmentationNetwork network, Centroids centroids, ClusterScore score)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(centroids);
        if (centroids.Width != network.FeatureWidth)
        {
            throw new UnfitSettingException($"The centroids have {centroids.Width} features, the network gives {network.FeatureWidth}; take centroids and weights of the same run.");
        }

        _network = network;
        _classifier = new PixelClassifier(centroids, score);
    }

    /// <summary>Takes a segmented photograph.</summary>
    /// <param name="index">Its number in the pack.</param>
    /// <param name="clusters">Row-major [H, W] cluster numbers; valid during the call.</param>
    public delegate void Segmented(int index, ReadOnlySpan<int> clusters);

    /// <summary>Segments every photograph of a pack, in its order.</summary>
    /// <param name="pack">An evaluation pack.</param>
    /// <param name="batchSize">Photographs in the network at once; changes memory, never a result.</param>
    /// <param name="segmented">Called for each photograph.</param>
    /// <param name="stop">Looked at once a batch.</param>
    /// <exception cref="UnfitSettingException">A batch is too large to be computed.</exception>
    /// <exception cref="FeaturesNotFiniteException">The network's features contain NaN or infinite values.</exception>
    /// <exception cref="OperationCanceledException">The pass was stopped.</exception>
    public void Run(PackReader pack, int batchSize, Segmented segmented, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(segmented);
        _network.eval();
        int side = pack.Format.Width;
        BatchBounds.Require("BatchSize", batchSize, pack.Count, side, _network.FeatureWidth, trainMode: false);
        int[] clusters = new int[side * side];
        for (int from = 0; from < pack.Count; from += batchSize)
        {
            stop.ThrowIfCancellationRequested();
            using QuietCollector quiet = QuietCollector.Begin();
            int[] photographs = [.. Enumerable.Range(from, Math.Min(batchSize, pack.Count - from))];
            using Tensor pixels = PackInput.Read(pack, photographs);
            using Tensor map = FeatureMaps.Forward(_network, pixels);
            (int height, int width) = ((int)map.shape[2], (int)map.shape[3]);
            FeatureMaps.WithRows(map, rows =>
            {
                for (int n = 0; n < photographs.Length; n++)
                {
                    _classifier.Classify(rows + ((long)n * height * width * _network.FeatureWidth), height, width, clusters, side, side);
                    segmented(photographs[n], clusters);
                }
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _classifier.Dispose();
}
