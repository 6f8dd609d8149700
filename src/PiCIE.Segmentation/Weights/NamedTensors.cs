using System.Collections;
using System.Diagnostics.CodeAnalysis;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights;

/// <summary>Holds tensors by name in the order of the file or the network, with the file's texts.</summary>
public sealed class NamedTensors : IReadOnlyCollection<KeyValuePair<string, HostTensor>>
{
    private readonly List<KeyValuePair<string, HostTensor>> _entries = [];
    private readonly Dictionary<string, HostTensor> _byName = new(StringComparer.Ordinal);

    /// <summary>Texts that describe the tensors, e.g. of which network they are.</summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Source of the tensors, for messages: a path, or words such as "the network".</summary>
    public string Source { get; init; } = "these tensors";

    /// <summary>Place of the tensors in the file, such as <c>state_dict</c> in a training checkpoint; empty for the file itself.</summary>
    public string Place { get; init; } = "";

    /// <summary>Number of tensors.</summary>
    public int Count => _entries.Count;

    /// <summary>The names in order.</summary>
    public IEnumerable<string> Names => _entries.Select(entry => entry.Key);

    /// <summary>The tensor of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="WeightsException">There is none.</exception>
    public HostTensor this[string name] =>
        _byName.TryGetValue(name, out HostTensor? tensor) ? tensor : throw new WeightsException($"There is no tensor '{name}' in {Source}.");

    /// <summary>Adds a tensor behind the others.</summary>
    /// <param name="name">A name that is not taken.</param>
    /// <param name="tensor">The tensor.</param>
    /// <exception cref="WeightsException">The name is taken.</exception>
    public void Add(string name, HostTensor tensor)
    {
        if (!_byName.TryAdd(name, tensor))
        {
            throw new WeightsException($"The tensor '{name}' occurs twice in {Source}.");
        }
        _entries.Add(new(name, tensor));
    }

    /// <summary>Returns whether a tensor of that name is there.</summary>
    /// <param name="name">The name.</param>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Gives the tensor of that name, if there is one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="tensor">The tensor.</param>
    public bool TryGet(string name, [NotNullWhen(true)] out HostTensor? tensor) => _byName.TryGetValue(name, out tensor);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, HostTensor>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
