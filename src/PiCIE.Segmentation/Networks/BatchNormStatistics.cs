using PiCIE.Segmentation.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Networks;

/// <summary>
/// The running statistics of all batch norms (<c>running_mean</c>, <c>running_var</c>, <c>num_batches_tracked</c>), taken out of a network and put back:
/// the released program moves them while it clusters, and a result belongs to the statistics of its moment (science.md 1.4.8).
/// </summary>
public static class BatchNormStatistics
{
    private static readonly string[] Endings = [".running_mean", ".running_var", ".num_batches_tracked"];

    /// <summary>A copy of the statistics under the authors' names.</summary>
    /// <param name="network">The network.</param>
    public static NamedTensors Read(SegmentationNetwork network)
    {
        var tensors = new NamedTensors { Source = "the statistics of the network" };
        foreach (var (name, tensor) in Of(network))
        {
            tensors.Add(name, tensor.ToHost());
        }
        return tensors;
    }

    /// <summary>Puts statistics back. Other tensors beside them (centroids) are passed over; nothing is changed when it fails.</summary>
    /// <param name="network">The network.</param>
    /// <param name="tensors">The statistics of such a network.</param>
    /// <exception cref="WeightsException">Statistics are missing or of another size; all are named.</exception>
    public static void Restore(SegmentationNetwork network, NamedTensors tensors)
    {
        var targets = Of(network).ToArray();
        string[] wrong =
        [
            .. targets
                .Where(target => !tensors.TryGet(target.Name, out var given) || !given.Shape.SequenceEqual(target.Value.shape))
                .Select(target => target.Name),
        ];
        if (wrong.Length > 0)
        {
            throw new WeightsException(
                $"{tensors.Source} does not hold the batch-norm statistics of this network; missing or of another size: {string.Join(", ", wrong)}.");
        }
        using var frozen = torch.no_grad();
        foreach (var (name, target) in targets)
        {
            using var value = tensors[name].ToTensor();
            target.copy_(value);
        }
    }

    private static IEnumerable<(string Name, Tensor Value)> Of(SegmentationNetwork network) =>
        NetworkState.Of(network).Where(entry => Endings.Any(ending => entry.Name.EndsWith(ending, StringComparison.Ordinal)));
}
