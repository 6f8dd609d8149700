using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Networks;

/// <summary>
/// The tensors of a file under the names of this program's networks, without what wrappers put into names and without what stands beside
/// the network.
/// </summary>
/// <param name="Tensors">The tensors of the network.</param>
/// <param name="TrunkOnly">Whether they are a backbone alone, without the pyramid.</param>
/// <param name="LeftOut">Names of the file that belong to no part of the network: a classifier, another head, a loss.</param>
public sealed record NetworkNames(NamedTensors Tensors, bool TrunkOnly, IReadOnlyList<string> LeftOut)
{
    private const string Trunk = "backbone.";
    private const string Head = "decoder.";
    private const string Classifier = "fc.";

    /// <summary>Name of a tensor that every residual trunk has; with a second one it shows where a trunk begins.</summary>
    private const string Stem = "conv1.weight";
    private const string FirstBlock = "layer1.0.conv1.weight";

    /// <summary>Parts of names that PyTorch's wrappers add, anywhere in a name: parallel replicas, compiled modules, sharded and checkpointed parts.</summary>
    private static readonly HashSet<string> Wrappers = new(StringComparer.Ordinal)
    {
        "module", "_orig_mod", "_fsdp_wrapped_module", "_checkpoint_wrapped_module",
    };

    /// <summary>Finds the network among the tensors of a file.</summary>
    /// <param name="file">The content of the file.</param>
    /// <exception cref="WeightsException">It holds no residual network, or several, or two names become one.</exception>
    public static NetworkNames Of(NamedTensors file)
    {
        (string Name, HostTensor Value)[] plain = [.. file.Select(entry => (Unwrapped(entry.Key), entry.Value))];
        HashSet<string> names = [.. plain.Select(entry => entry.Name)];
        string[] places =
        [
            .. names.Where(name => name.EndsWith(FirstBlock, StringComparison.Ordinal)).Select(name => name[..^FirstBlock.Length])
                .Where(place => names.Contains(place + Stem)),
        ];
        return places.Length switch
        {
            0 => throw new WeightsException(
                $"{file.Source} holds no residual network: none of its {file.Count} tensors is called {Stem} beside a {FirstBlock}; they are {ShortList.Of([.. names])}."),
            1 when places[0].EndsWith(Trunk, StringComparison.Ordinal) && names.Any(name => name.StartsWith(places[0][..^Trunk.Length] + Head, StringComparison.Ordinal)) =>
                Whole(file, plain, places[0][..^Trunk.Length]),
            1 => TrunkAt(file, plain, places[0]),
            _ => throw new WeightsException(
                $"{file.Source} holds several networks: their names begin with {string.Join(", ", places.Order(StringComparer.Ordinal).Select(place => place.Length == 0 ? Stem : place))}. "
                + "Save the tensors of the one that is meant."),
        };
    }

    private static NetworkNames Whole(NamedTensors file, IEnumerable<(string Name, HostTensor Value)> plain, string place) => Sorted(
        file, plain, name => name.StartsWith(place, StringComparison.Ordinal) ? name[place.Length..] : null, trunkOnly: false);

    private static NetworkNames TrunkAt(NamedTensors file, IEnumerable<(string Name, HostTensor Value)> plain, string place) => Sorted(
        file, plain,
        name => name.StartsWith(place, StringComparison.Ordinal) && !name.StartsWith(place + Classifier, StringComparison.Ordinal) ? Trunk + name[place.Length..] : null,
        trunkOnly: true);

    private static NetworkNames Sorted(NamedTensors file, IEnumerable<(string Name, HostTensor Value)> plain, Func<string, string?> rename, bool trunkOnly)
    {
        NamedTensors given = new() { Source = file.Source };
        List<string> leftOut = [];
        foreach ((string name, HostTensor value) in plain)
        {
            if (rename(name) is { } known)
            {
                given.Add(known, value);
            }
            else
            {
                leftOut.Add(name);
            }
        }

        return new NetworkNames(given, trunkOnly, leftOut);
    }

    private static string Unwrapped(string name) => string.Join('.', name.Split('.').Where(part => !Wrappers.Contains(part)));
}
