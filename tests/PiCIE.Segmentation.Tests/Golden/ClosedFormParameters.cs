using System.Text;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Tests.Golden;

/// <summary>The parameters of the golden files, which are computed from each tensor's name instead of stored (golden/README.md).</summary>
internal static class ClosedFormParameters
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>A network of the given kind filled with the parameters of that seed.</summary>
    public static SegmentationNetwork Network(string backbone, ulong seed)
    {
        SegmentationNetwork network = new(new BackboneDescription(backbone), seed: 1);
        Fill(network, seed);
        return network;
    }

    /// <summary>Replaces all parameters and running statistics; the counters start at 0.</summary>
    public static void Fill(SegmentationNetwork network, ulong seed)
    {
        NamedTensors tensors = new() { Source = $"closed form, seed {seed}" };
        foreach ((string? name, HostTensor? tensor) in network.ToNamedTensors())
        {
            tensors.Add(
                name,
                tensor.Type == HostType.Int64
                    ? HostTensor.Of([0L], tensor.Shape)
                    : HostTensor.Of(Values(name, tensor.Shape, seed), tensor.Shape));
        }
        network.Load(tensors);
    }

    /// <summary>The numbers of one tensor, row-major.</summary>
    public static float[] Values(string name, IReadOnlyList<long> shape, ulong seed)
    {
        (double offset, double scale) = Range(name, shape);
        ulong state = Hash(name) ^ unchecked(seed * Golden);
        float[] values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(offset + scale * Signed(state, (ulong)i));
        }
        return values;
    }

    /// <summary>The number in [-1, 1) at a place.</summary>
    public static double Signed(ulong state, ulong place)
    {
        unchecked
        {
            ulong z = state + (place + 1) * Golden;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            return 2 * ((z >> 40) * (1.0 / (1 << 24))) - 1;
        }
    }

    /// <summary>FNV-1a, 64 bit.</summary>
    public static ulong Hash(string name)
    {
        ulong hash = 14695981039346656037;
        foreach (byte letter in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ letter) * 1099511628211);
        }
        return hash;
    }

    private static (double Offset, double Scale) Range(string name, IReadOnlyList<long> shape) => name switch
    {
        _ when name.EndsWith("running_mean", StringComparison.Ordinal) => (0, 0.1),
        _ when name.EndsWith("running_var", StringComparison.Ordinal) => (1, 0.25),
        _ when shape.Count == 4 => (0, Math.Sqrt(3.0 / (shape[1] * shape[2] * shape[3]))),
        _ when name.StartsWith("decoder.", StringComparison.Ordinal) => (0, 0.1),
        _ when name.EndsWith(".weight", StringComparison.Ordinal) => (1, 0.25),
        _ => (0, 0.1),
    };
}
