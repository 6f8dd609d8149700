using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;
using PiCIE.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Inference;

/// <summary>The trained network of the reference runs with its sets of centres, as stored in half precision.</summary>
internal sealed class ReferenceCheckpoint : IDisposable
{
    private readonly NamedTensors _file = SafetensorsFile.Read(SharedMaterial.Require("reference", "picie_camvid_s1_f16.safetensors"));

    public ReferenceCheckpoint()
    {
        NamedTensors tensors = new() { Source = _file.Source };
        foreach ((string? name, HostTensor? tensor) in _file)
        {
            if (name.StartsWith("backbone.", StringComparison.Ordinal) || name.StartsWith("decoder.", StringComparison.Ordinal))
            {
                tensors.Add(name, tensor);
            }
        }

        Network = SegmentationNetwork.FromWeights(new BackboneDescription("resnet18"), tensors);
    }

    public SegmentationNetwork Network { get; }

    public Centroids Centres(string name)
    {
        HostTensor tensor = _file[$"{name}.weight"];
        return new Centroids(tensor.ToFloats(), (int)tensor.Shape[1]);
    }

    public void Dispose() => Network.Dispose();
}
