using PiCIE.Segmentation.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PiCIE.Segmentation.Networks;

/// <summary>
/// Computes four maps of [N, 3, H, W] as the ResNet of torchvision does, without its average pool and classifier (science.md 1.1). Each halving gives ceil(size / 2).
/// </summary>
internal sealed class ResNetTrunk : Module<Tensor, TrunkMaps>
{
    private const int Stages = 4;

    /// <summary>Number of times that the map is halved: by the stem, by its pool and by each stage but the first.</summary>
    private const int Halvings = 5;

    /// <summary>Channels that a vector of AVX-512 holds; narrower maps are not safe with its kernels.</summary>
    private const int FewestChannels = 16;

    private readonly NormalisedConvolution _stem;
    private readonly ResidualBlock[][] _stages;

    public ResNetTrunk(BackboneDescription description)
        : base("backbone")
    {
        if (description.StemWidth < FewestChannels)
        {
            SystemLibrary.LimitNarrowConvolutions();
        }

        _stem = new NormalisedConvolution(
            new ConvolutionLayer("conv1", 3, description.StemWidth, 7, 2), new BatchNormLayer("bn1", description.StemWidth));
        register_module("conv1", _stem.Convolution);
        register_module("bn1", _stem.Norm);
        _stages = new ResidualBlock[Stages][];
        int width = description.StemWidth;
        for (int stage = 0; stage < Stages; stage++)
        {
            _stages[stage] = Stage(description, stage, width);
            width = description.OuterWidth(stage);
            register_module(
                $"layer{stage + 1}",
                Sequential([.. _stages[stage].Select((block, number) => ($"{number}", (Module<Tensor, Tensor>)block))]));
        }
    }

    /// <summary>Gives the side of the deepest map of photographs of a side, in pixels.</summary>
    public static int DeepestSide(int side)
    {
        for (int halving = 0; halving < Halvings; halving++)
        {
            side = (side + 1) / 2;
        }
        return side;
    }

    /// <inheritdoc/>
    public override TrunkMaps forward(Tensor input)
    {
        using Tensor stem = _stem.ApplyRectified(input);
        using Tensor pooled = functional.max_pool2d(stem, 3, 2, 1);
        // Nothing but the graph of gradients needs the large map any more.
        stem.Dispose();
        Tensor[] maps = new Tensor[Stages];
        for (int stage = 0; stage < Stages; stage++)
        {
            maps[stage] = Apply(_stages[stage], stage == 0 ? pooled : maps[stage - 1]);
        }
        return new TrunkMaps(maps[0], maps[1], maps[2], maps[3]);
    }

    private static Tensor Apply(ResidualBlock[] blocks, Tensor input)
    {
        Tensor output = blocks[0].forward(input);
        for (int i = 1; i < blocks.Length; i++)
        {
            using Tensor former = output;
            output = blocks[i].forward(former);
        }
        return output;
    }

    private static ResidualBlock[] Stage(BackboneDescription description, int stage, int width)
    {
        ResidualBlock[] blocks = new ResidualBlock[description.Blocks[stage]];
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i] = new ResidualBlock(
                $"{i}",
                i == 0 ? width : description.OuterWidth(stage),
                description.InnerWidth(stage),
                i == 0 && stage > 0 ? 2 : 1,
                description.IsBottleneck);
        }
        return blocks;
    }
}
