using PiCIE.Segmentation.Weights.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Weights;

/// <summary>Copies between tensors of libtorch and tensors in ordinary memory.</summary>
public static class TensorExchange
{
    /// <summary>Returns a copy in ordinary memory, row-major whatever the layout of <paramref name="tensor"/>.</summary>
    /// <param name="tensor">Any shape, on any device.</param>
    public static HostTensor ToHost(this Tensor tensor)
    {
        using Tensor detached = tensor.detach();
        using Tensor here = detached.cpu();
        using Tensor rows = here.contiguous();
        return new HostTensor(tensor.shape, HostTypeOf(tensor.dtype), rows.numel() == 0 ? Array.Empty<byte>() : rows.bytes.ToArray());
    }

    /// <summary>Returns a new tensor of libtorch with the same kind and numbers.</summary>
    /// <param name="host">The numbers.</param>
    public static Tensor ToTensor(this HostTensor host)
    {
        Tensor tensor = torch.empty([.. host.Shape], ScalarTypeOf(host.Type));
        if (host.Count > 0)
        {
            host.Bytes.Span.CopyTo(tensor.bytes);
        }
        return tensor;
    }

    private static HostType HostTypeOf(ScalarType type) => type switch
    {
        ScalarType.Float32 => HostType.Float32,
        ScalarType.Float64 => HostType.Float64,
        ScalarType.Float16 => HostType.Float16,
        ScalarType.BFloat16 => HostType.BFloat16,
        ScalarType.Int64 => HostType.Int64,
        ScalarType.Int32 => HostType.Int32,
        ScalarType.Int16 => HostType.Int16,
        ScalarType.Int8 => HostType.Int8,
        ScalarType.Byte => HostType.UInt8,
        ScalarType.Bool => HostType.Bool,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Weights files hold no such numbers."),
    };

    private static ScalarType ScalarTypeOf(HostType type) => type switch
    {
        HostType.Float32 => ScalarType.Float32,
        HostType.Float64 => ScalarType.Float64,
        HostType.Float16 => ScalarType.Float16,
        HostType.BFloat16 => ScalarType.BFloat16,
        HostType.Int64 => ScalarType.Int64,
        HostType.Int32 => ScalarType.Int32,
        HostType.Int16 => ScalarType.Int16,
        HostType.Int8 => ScalarType.Int8,
        HostType.UInt8 => ScalarType.Byte,
        HostType.Bool => ScalarType.Bool,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such kind of number."),
    };
}
