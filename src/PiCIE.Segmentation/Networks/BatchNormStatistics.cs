using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Networks;

/// <summary>
/// Copies and restores the running statistics of all batch norms of a network. Clustering in train mode moves them, and what is evaluated depends
/// on them, so they are kept beside the centroids (science.md 1.4.8).
/// </summary>
public static class BatchNormStatistics
{
    private static readonly string[] Endings = [".running_mean", ".running_var", ".num_batches_tracked"];

    /// <summary>Copies the statistics of a network, by their names in the authors' checkpoints.</summary>
    /// <param name="network">The network; it stays as it is.</param>
    public static NamedTensors Copy(SegmentationNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        NamedTensors statistics = new() { Source = "the network" };
        foreach ((string name, Tensor value) in NetworkState.Of(network).Where(entry => IsStatistic(entry.Name)))
        {
            statistics.Add(name, value.ToHost());
        }

        return statistics;
    }

    /// <summary>Puts statistics into a network. Other tensors of the file (centroids) are not looked at.</summary>
    /// <param name="network">Network that receives them.</param>
    /// <param name="tensors">A file that holds every statistic of the network.</param>
    /// <exception cref="WeightsException">A statistic is missing or of another shape; all are named.</exception>
    public static void Restore(SegmentationNetwork network, NamedTensors tensors)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(tensors);
        (string Name, Tensor Value)[] targets = [.. NetworkState.Of(network).Where(entry => IsStatistic(entry.Name))];
        string[] wrong = [.. targets.Where(target => !Fits(target.Value, target.Name, tensors)).Select(target => target.Name)];
        if (wrong.Length > 0)
        {
            throw new WeightsException($"{tensors.Source} lacks batch-norm statistics of {network.Description.Name}, or has them in another shape: {string.Join(", ", wrong)}.");
        }

        using IDisposable frozen = torch.no_grad();
        foreach ((string name, Tensor target) in targets)
        {
            using Tensor value = tensors[name].ToTensor();
            target.copy_(value);
        }
    }

    private static bool IsStatistic(string name) => Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));

    private static bool Fits(Tensor target, string name, NamedTensors tensors) =>
        tensors.TryGet(name, out HostTensor? given) && given.Shape.SequenceEqual(target.shape);
}
