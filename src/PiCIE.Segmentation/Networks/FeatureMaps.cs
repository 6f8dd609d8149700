using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Views;
using TorchSharp;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Networks;

/// <summary>Turns tensors of the network into the rows of pixels that the kernels work on and back, without copies where the layout allows.</summary>
internal static unsafe class FeatureMaps
{
    /// <summary>Works on feature rows.</summary>
    /// <param name="rows">[pixels, D] float32; valid during the call.</param>
    public delegate void RowsWork(float* rows);

    /// <summary>Makes network input [N, 3, T, T], channels-last, of normalised pixels [N, T, T, 3].</summary>
    public static Tensor Input(int count, int side, Action<Span<float>> fill)
    {
        using Tensor pixels = torch.empty([count, side, side, 3]);
        fill(Floats(pixels));
        return pixels.permute(0, 3, 1, 2);
    }

    /// <summary>Makes network input of bytes [N, T, T, 3], normalised here.</summary>
    public static Tensor Input(int count, int side, ReadOnlySpan<byte> rgb)
    {
        using Tensor pixels = torch.empty([count, side, side, 3]);
        Normalisation.Apply(rgb, Floats(pixels));
        return pixels.permute(0, 3, 1, 2);
    }

    /// <summary>Makes network input [1, 3, H, W] of one photograph.</summary>
    public static Tensor Input(RgbImage photograph)
    {
        using Tensor pixels = torch.empty([1, photograph.Height, photograph.Width, 3]);
        Normalisation.Apply(photograph.Pixels, Floats(pixels));
        return pixels.permute(0, 3, 1, 2);
    }

    /// <summary>Computes features [N, D, h, w] without gradients, in whatever mode the network is.</summary>
    public static Tensor Forward(SegmentationNetwork network, Tensor input)
    {
        using IDisposable frozen = torch.no_grad();
        return network.forward(input);
    }

    /// <summary>Calls <paramref name="work"/> with the rows of a map [N, D, h, w]; those of a channels-last map are its memory itself.</summary>
    public static void WithRows(Tensor map, RowsWork work)
    {
        using Tensor plain = map.detach();
        using Tensor pixels = plain.permute(0, 2, 3, 1);
        using Tensor rows = pixels.contiguous();
        fixed (float* start = Floats(rows))
        {
            work(start);
        }
    }

    /// <summary>Shows the numbers of a contiguous tensor that is not empty, in its memory; they are valid while the tensor lives.</summary>
    /// <remarks>The tensor library itself hands out at most 2 GiB at once, less than the maps of a large batch; the address of the first row does.</remarks>
    public static Span<float> Floats(Tensor tensor)
    {
        using Tensor rows = tensor.view(-1);
        using Tensor first = rows.narrow(0, 0, 1);
        fixed (byte* start = first.bytes)
        {
            return new Span<float>(start, checked((int)rows.shape[0]));
        }
    }

    /// <summary>Makes an unfilled map [N, D, h, w] that lies channels-last.</summary>
    public static Tensor Empty(long count, long width, long height, long columns)
    {
        using Tensor rows = torch.empty([count, height, columns, width]);
        return rows.permute(0, 3, 1, 2);
    }
}
