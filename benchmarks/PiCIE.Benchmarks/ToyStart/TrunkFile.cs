using System.Runtime.InteropServices;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Benchmarks.ToyStart;

/// <summary>A trunk alone, in 16-bit floats, under torchvision's names.</summary>
internal static class TrunkFile
{
    private const string Trunk = "backbone.";

    public static void Write(string path, SegmentationNetwork network, string making)
    {
        NamedTensors tensors = new();
        tensors.Metadata["making"] = making;
        foreach ((string? name, HostTensor? tensor) in network.ToNamedTensors())
        {
            if (name.StartsWith(Trunk, StringComparison.Ordinal) && tensor.Type == HostType.Float32)
            {
                Half[] values = [.. tensor.ToFloats().Select(value => (Half)value)];
                tensors.Add(name[Trunk.Length..], new HostTensor(tensor.Shape, HostType.Float16, MemoryMarshal.AsBytes(values.AsSpan()).ToArray()));
            }
        }

        SafetensorsFile.Write(path, tensors);
    }
}
