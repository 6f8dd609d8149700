using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PiCIE.Segmentation.Networks;

/// <summary>
/// Adds the maps up to one by a plain top-down pyramid (science.md 1.1): a 1x1 convolution with bias on each map; the coarser sum is enlarged bilinearly to the size of the next map and added.
/// Mind the reversed numbers: <c>layer1</c> belongs to the coarsest map.
/// </summary>
internal sealed class PyramidHead : Module<TrunkMaps, Tensor>
{
    private static readonly Scalar One = 1.0f.ToScalar();

    private readonly ConvolutionLayer[] _laterals;

    public PyramidHead(BackboneDescription description)
        : base("decoder")
    {
        _laterals = new ConvolutionLayer[4];
        for (int number = 4; number >= 1; number--)
        {
            ConvolutionLayer lateral = new($"layer{number}", description.OuterWidth(4 - number), description.FeatureWidth, 1, hasBias: true);
            register_module($"layer{number}", lateral);
            _laterals[number - 1] = lateral;
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(TrunkMaps maps)
    {
        Tensor output = _laterals[0].forward(maps.Res5);
        output = Refine(output, _laterals[1], maps.Res4);
        output = Refine(output, _laterals[2], maps.Res3);
        return Refine(output, _laterals[3], maps.Res2);
    }

    private static Tensor Refine(Tensor coarse, ConvolutionLayer lateral, Tensor map)
    {
        using Tensor given = coarse;
        using Tensor enlarged = functional.interpolate(given, [map.shape[2], map.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);
        // Into the convolution's output, whose layout is that of the map; a map of one pixel has none, nor what is enlarged from it.
        Tensor side = lateral.forward(map);
        side.add_(enlarged, One);
        return side;
    }
}
