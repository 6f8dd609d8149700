using PiCIE.Segmentation.Randomness;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Networks;

/// <summary>
/// Fills a network with random start weights (science.md 1.1): convolutions of the trunk normal with variance 2 / (out x k x k), weight and bias of the head uniform
/// within 1 / sqrt(in). Batch norms keep weight 1 and bias 0.
/// </summary>
internal static class RandomWeights
{
    public static void Fill(SegmentationNetwork network, long seed)
    {
        using IDisposable frozen = torch.no_grad();
        double fanIn = 1.0;
        foreach ((string? name, TorchSharp.Modules.Parameter? parameter) in network.named_parameters())
        {
            long[] shape = parameter.shape;
            bool isConvolution = shape.Length == 4;
            bool isHead = name.StartsWith("decoder.", StringComparison.Ordinal);
            if (!isConvolution && !isHead)
            {
                continue;
            }
            // A bias of the head follows its weight.
            fanIn = isConvolution ? shape[1] * shape[2] * shape[3] : fanIn;
            float[] values = new float[parameter.numel()];
            WeightRandom random = new(seed, name);
            if (isHead)
            {
                random.FillUniform(values, 1 / Math.Sqrt(fanIn));
            }
            else
            {
                random.FillNormal(values, Math.Sqrt(2.0 / (shape[0] * shape[2] * shape[3])));
            }
            using Tensor source = HostTensor.Of(values, shape).ToTensor();
            parameter.copy_(source);
        }
    }
}
