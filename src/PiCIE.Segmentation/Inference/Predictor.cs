using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Networks;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Inference;

/// <summary>
/// Segments any photograph at its own size: it is brought to a short side without a crop, the scores are brought back to the photograph's
/// size, and the best cluster of each pixel counts.
/// </summary>
public sealed unsafe class Predictor : IDisposable
{
    /// <summary>Largest ratio of length to width of a photograph. The network sees all of it, so that memory grows with its length.</summary>
    public const int LongestRatio = 32;

    private readonly SegmentationNetwork _network;
    private readonly PixelClassifier _classifier;
    private readonly int _shortSide;

    /// <summary>Prepares predictions.</summary>
    /// <param name="network">The network with the statistics that belong to the centroids; it goes to eval mode.</param>
    /// <param name="centroids">The centroids.</param>
    /// <param name="score">Score by which a pixel goes to a cluster.</param>
    /// <param name="shortSide">Short side in pixels at which the network sees a photograph.</param>
    public Predictor(SegmentationNetwork network, Centroids centroids, ClusterScore score, int shortSide)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(centroids);
        ArgumentOutOfRangeException.ThrowIfLessThan(shortSide, 1);
        (_network, _classifier, _shortSide) = (network, new PixelClassifier(centroids, score), shortSide);
    }

    /// <summary>Returns the cluster of each pixel, row-major [H, W] at the photograph's own size.</summary>
    /// <param name="photograph">The photograph, at most <see cref="LongestRatio"/> times as long as wide.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="ImageException">The photograph is a longer strip.</exception>
    /// <exception cref="FeaturesNotFiniteException">The network's features contain NaN or infinite values.</exception>
    public int[] Segment(RgbImage photograph, string name)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        if (Math.Max(photograph.Width, photograph.Height) > (long)LongestRatio * Math.Min(photograph.Width, photograph.Height))
        {
            throw new ImageException($"{name} has {photograph.Width}×{photograph.Height} pixels; photographs up to {LongestRatio} times as long as wide are segmented. Cut it into parts.");
        }

        _network.eval();
        RgbImage seen = PillowResize.ShortSide(photograph, _shortSide);
        int[] clusters = new int[photograph.Width * photograph.Height];
        using QuietCollector quiet = QuietCollector.Begin();
        using Tensor pixels = FeatureMaps.Input(seen);
        using Tensor map = FeatureMaps.Forward(_network, pixels);
        FeatureMaps.WithRows(map, rows => _classifier.Classify(rows, (int)map.shape[2], (int)map.shape[3], clusters, photograph.Height, photograph.Width));
        return clusters;
    }

    /// <inheritdoc/>
    public void Dispose() => _classifier.Dispose();
}
