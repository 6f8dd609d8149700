using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PiCIE.Segmentation.Networks;

/// <summary>
/// Computes features [N, D, ceil(H / 4), ceil(W / 4)] of photographs [N, 3, H, W]: the network of PiCIE, a ResNet trunk and a plain pyramid on it (science.md 1.1).
/// On the CPU input, weights and features lie channels-last, so the features are already the matrix pixels x channels.
/// Its tensors carry the names of the authors' checkpoints.
/// </summary>
public sealed class SegmentationNetwork : Module<Tensor, Tensor>
{
    private readonly ResNetTrunk _trunk;
    private readonly PyramidHead _head;

    /// <summary>Makes a network with random weights: the same seed gives the same weights on every machine.</summary>
    /// <param name="description">Trunk, width and feature width.</param>
    /// <param name="seed">Trunk: normal with variance 2 / (out x k x k). Head: uniform within 1 / sqrt(in).</param>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded here.</exception>
    public SegmentationNetwork(BackboneDescription description, long seed)
        : this(description) => RandomWeights.Fill(this, seed);

    private SegmentationNetwork(BackboneDescription description)
        : base(NameOnceLoaded())
    {
        Description = description;
        _trunk = new ResNetTrunk(description);
        _head = new PyramidHead(description);
        register_module("backbone", _trunk);
        register_module("decoder", _head);
    }

    /// <summary>Trunk, width and feature width.</summary>
    public BackboneDescription Description { get; }

    /// <summary>The channels D of a feature.</summary>
    public int FeatureWidth => Description.FeatureWidth;

    /// <summary>Makes a network with all its weights from a file; nothing is random.</summary>
    /// <param name="description">Trunk, width and feature width.</param>
    /// <param name="tensors">A whole network's tensors.</param>
    /// <exception cref="WeightsException">Tensors are missing, surplus or of another shape; how many, and the first of them by name.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded here.</exception>
    public static SegmentationNetwork FromWeights(BackboneDescription description, NamedTensors tensors)
    {
        SegmentationNetwork network = new(description);
        try
        {
            if (network.Load(tensors).TrunkOnly)
            {
                throw new WeightsException(
                    $"{tensors.Source} holds the weights of a backbone only, without the pyramid 'decoder.*'; a whole network is needed here.");
            }
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <param name="input">Normalised photographs [N, 3, H, W].</param>
    /// <returns>Features [N, D, ceil(H / 4), ceil(W / 4)]; the caller disposes them.</returns>
    public override Tensor forward(Tensor input)
    {
        if (input.device_type != DeviceType.CPU || ChannelsLast.Is(input))
        {
            using TrunkMaps maps = _trunk.forward(input);
            return _head.forward(maps);
        }
        using Tensor pixels = ChannelsLast.Copy(input);
        using TrunkMaps ofPixels = _trunk.forward(pixels);
        return _head.forward(ofPixels);
    }

    // The base class calls native code at once, so libtorch is asked for before it.
    private static string NameOnceLoaded()
    {
        TorchRuntime.EnsureLoaded();
        return nameof(SegmentationNetwork);
    }

    /// <summary>Computes the four maps of the trunk, for tests and inspection.</summary>
    /// <param name="input">Normalised photographs [N, 3, H, W].</param>
    internal TrunkMaps Trunk(Tensor input)
    {
        using Tensor pixels = ChannelsLast.Copy(input);
        return _trunk.forward(pixels);
    }

    /// <summary>Copies all tensors by their names in the authors' order, with the description of the network in the texts.</summary>
    public NamedTensors ToNamedTensors()
    {
        NamedTensors tensors = new() { Source = "the network" };
        foreach ((string? name, Tensor? tensor) in NetworkState.Of(this))
        {
            tensors.Add(name, tensor.ToHost());
        }
        Description.WriteTo(tensors);
        return tensors;
    }

    /// <summary>
    /// Fills the network. Names may carry what wrappers add (<c>module.</c>, <c>_orig_mod.</c>) and lie below any one prefix; a trunk without the
    /// pyramid (<c>conv1.weight</c>, <c>backbone.conv1.weight</c>) fills the trunk only, and what stands beside it, such as a classifier, is left
    /// out; files without <c>num_batches_tracked</c> are taken. Nothing is changed when it fails.
    /// </summary>
    /// <param name="tensors">The content of a weights file.</param>
    /// <returns>The parts that were filled and the names that were left out.</returns>
    /// <exception cref="WeightsException">Tensors are missing, surplus or of another shape; how many, and the first of them by name.</exception>
    public LoadedWeights Load(NamedTensors tensors) => WeightsMatch.Load(this, tensors);
}
