using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Networks;

/// <summary>Compares the names and shapes of a file with those of a network, and fills the network only if all agree.</summary>
internal static class WeightsMatch
{
    private const string Trunk = "backbone.";
    private const string Counter = ".num_batches_tracked";

    /// <summary>Fills a network.</summary>
    /// <param name="network">The network; it stays as it is when this fails.</param>
    /// <param name="tensors">The content of a weights file.</param>
    /// <returns>The parts that were filled and the names that were left out.</returns>
    /// <exception cref="WeightsException">Tensors are missing, surplus or of another shape.</exception>
    public static LoadedWeights Load(SegmentationNetwork network, NamedTensors tensors)
    {
        (NamedTensors given, bool trunkOnly, IReadOnlyList<string> leftOut) = NetworkNames.Of(tensors);
        Dictionary<string, Tensor> wanted = NetworkState.Of(network)
            .Where(entry => !trunkOnly || entry.Name.StartsWith(Trunk, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal);
        RefuseDifferences(network.Description, wanted, given, tensors.Source);
        using IDisposable frozen = torch.no_grad();
        foreach ((string name, Tensor target) in wanted)
        {
            if (given.TryGet(name, out HostTensor? source))
            {
                using Tensor value = source.ToTensor();
                target.copy_(value);
            }
            else
            {
                target.zero_();
            }
        }

        return new LoadedWeights(trunkOnly, leftOut);
    }

    private static void RefuseDifferences(
        BackboneDescription description, Dictionary<string, Tensor> wanted, NamedTensors given, string source)
    {
        string[] missing = [.. wanted.Keys.Where(name => !given.Contains(name) && !name.EndsWith(Counter, StringComparison.Ordinal))];
        string[] surplus = [.. given.Names.Where(name => !wanted.ContainsKey(name))];
        string[] misshaped =
        [
            .. from entry in given
               where wanted.ContainsKey(entry.Key)
               let shape = wanted[entry.Key].shape
               where !shape.SequenceEqual(entry.Value.Shape)
               select $"{entry.Key} (there {HostTensor.Describe(entry.Value.Shape)}, here {HostTensor.Describe(shape)})",
        ];
        if (missing.Length + surplus.Length + misshaped.Length == 0)
        {
            return;
        }

        string[] parts = [.. new[] { Sentence("missing", missing), Sentence("surplus", surplus), Sentence("of another shape", misshaped) }.OfType<string>()];
        throw new WeightsException(
            $"{source} does not hold the weights of {Describe(description)}: {string.Join("; ", parts)}. "
            + "Name the backbone, width and feature width that the file was made with, or choose another file; picie weights inspect lists what it holds.");
    }

    private static string Describe(BackboneDescription description) =>
        FormattableString.Invariant($"{description.Name} (width {description.Width}, feature width {description.FeatureWidth})");

    /// <summary>Returns a sentence with the number of names and the first of them: two hundred names help nobody.</summary>
    private static string? Sentence(string what, string[] names) => names.Length == 0 ? null : $"{names.Length} {what}: {ShortList.Of(names)}";
}
