using System.Runtime.InteropServices;
using PiCIE.Segmentation.Networks;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Optimizers;

/// <summary>
/// Shows the numbers of a parameter or gradient as one stretch of memory, in the order in which they lie. A parameter and its gradient lie
/// alike, so an element-wise optimiser needs no shape.
/// </summary>
internal static class ParameterMemory
{
    /// <summary>Shows the numbers of a contiguous or channels-last float32 tensor on the CPU, without a copy.</summary>
    public static Span<float> Of(Tensor tensor)
    {
        if (tensor.dim() != 4 || tensor.is_contiguous())
        {
            return MemoryMarshal.Cast<byte, float>(tensor.bytes);
        }

        using Tensor rows = tensor.permute(0, 2, 3, 1);
        return MemoryMarshal.Cast<byte, float>(rows.bytes);
    }

    /// <summary>Returns a gradient that lies as its parameter does: the gradient itself, or a copy.</summary>
    /// <returns>The gradient and whether it is a copy that the caller disposes.</returns>
    public static (Tensor Gradient, bool IsCopy) Aligned(Tensor parameter, Tensor gradient)
    {
        if (parameter.dim() != 4 || parameter.stride().SequenceEqual(gradient.stride()))
        {
            return (gradient, false);
        }

        return (parameter.is_contiguous() ? gradient.contiguous() : ChannelsLast.Copy(gradient), true);
    }
}
