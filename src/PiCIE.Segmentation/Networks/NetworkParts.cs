using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Networks;

/// <summary>
/// Takes the pyramid of a network out, and puts it back on the trunk of a file: a run that trains nothing keeps its pyramid alone, for its
/// trunk stands in the start weights already.
/// </summary>
public static class NetworkParts
{
    private const string Trunk = "backbone.";
    private const string Head = "decoder.";
    private const string Variance = ".running_var";
    private const string Counter = ".num_batches_tracked";

    /// <summary>Copies the tensors of the pyramid, with the description of the network in the texts.</summary>
    /// <param name="network">The network.</param>
    public static NamedTensors HeadOf(SegmentationNetwork network)
    {
        NamedTensors head = new() { Source = "the pyramid of the network" };
        AddAll(head, network.ToNamedTensors(), Head);
        network.Description.WriteTo(head);
        return head;
    }

    /// <summary>Joins a trunk and a pyramid to the tensors of a whole network, with the texts of the pyramid.</summary>
    /// <param name="start">A weights file; of it the trunk is taken, under any names that <see cref="NetworkNames"/> knows.</param>
    /// <param name="head">The tensors that <see cref="HeadOf"/> returned.</param>
    /// <exception cref="WeightsException">The first file holds no residual network.</exception>
    public static NamedTensors Join(NamedTensors start, NamedTensors head)
    {
        NamedTensors whole = new() { Source = start.Source };
        NamedTensors trunk = NetworkNames.Of(start).Tensors;
        AddAll(whole, trunk, Trunk);

        // Old files have no counters of batches; a network that is loaded from them counts from 0.
        foreach (string counter in trunk.Names.Where(name => name.StartsWith(Trunk, StringComparison.Ordinal) && name.EndsWith(Variance, StringComparison.Ordinal))
            .Select(name => name[..^Variance.Length] + Counter).Where(name => !whole.Contains(name)).ToList())
        {
            whole.Add(counter, HostTensor.Of([0L]));
        }

        AddAll(whole, head, Head);
        foreach ((string key, string text) in head.Metadata)
        {
            whole.Metadata[key] = text;
        }

        return whole;
    }

    private static void AddAll(NamedTensors to, NamedTensors from, string prefix)
    {
        foreach ((string name, HostTensor value) in from.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            to.Add(name, value);
        }
    }
}
