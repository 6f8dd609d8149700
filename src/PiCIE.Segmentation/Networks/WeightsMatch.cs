using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Networks;

/// <summary>Compares the names and shapes of a file with those of a network, and fills the network only if all agree.</summary>
internal static class WeightsMatch
{
    private const string Trunk = "backbone.";
    private const string Head = "decoder.";
    private const string Replica = "module.";
    private const string Classifier = "fc.";
    private const string Counter = ".num_batches_tracked";

    public static LoadedWeights Load(SegmentationNetwork network, NamedTensors tensors)
    {
        (NamedTensors? given, bool trunkOnly, List<string>? leftOut) = Rename(tensors);
        Dictionary<string, Tensor> wanted = NetworkState.Of(network)
            .Where(entry => !trunkOnly || entry.Name.StartsWith(Trunk, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal);
        RefuseDifferences(network.Description, wanted, given, tensors.Source);
        using IDisposable frozen = torch.no_grad();
        foreach ((string? name, Tensor? target) in wanted)
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

    private static (NamedTensors Given, bool TrunkOnly, List<string> LeftOut) Rename(NamedTensors tensors)
    {
        (string Name, HostTensor Value)[] plain = tensors.Select(entry => (Name: Strip(entry.Key), entry.Value)).ToArray();
        bool trunkOnly = !plain.Any(entry => entry.Name.StartsWith(Trunk, StringComparison.Ordinal) || entry.Name.StartsWith(Head, StringComparison.Ordinal));
        NamedTensors given = new() { Source = tensors.Source };
        List<string> leftOut = new();
        foreach ((string? name, HostTensor? tensor) in plain)
        {
            if (trunkOnly && name.StartsWith(Classifier, StringComparison.Ordinal))
            {
                leftOut.Add(name);
            }
            else
            {
                given.Add(trunkOnly ? Trunk + name : name, tensor);
            }
        }
        return (given, trunkOnly, leftOut);
    }

    private static string Strip(string name) => name.StartsWith(Replica, StringComparison.Ordinal) ? name[Replica.Length..] : name;

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
        throw new WeightsException(
            $"{source} does not hold the weights of {Describe(description)}: "
            + string.Join("; ", new[] { Sentence("missing", missing), Sentence("surplus", surplus), Sentence("of another shape", misshaped) }.Where(part => part.Length > 0))
            + ". Name the backbone, width and feature width that the file was made with, or choose another file.");
    }

    private static string Describe(BackboneDescription description) =>
        FormattableString.Invariant($"{description.Name} (width {description.Width}, feature width {description.FeatureWidth})");

    private static string Sentence(string what, string[] names) =>
        names.Length == 0 ? "" : $"{names.Length} {what}: {string.Join(", ", names)}";
}
